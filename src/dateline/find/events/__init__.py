"""What a report says happened, goes on, is meant, feared, demanded or denied."""
