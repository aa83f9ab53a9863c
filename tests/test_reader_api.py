"""Whatever the reader is asked, it answers as its description says: never a failure of its own."""

from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi
from schemathesis.specs.openapi.schemas import OpenApiSchema

from dateline.reader.app import make_app
from dateline.reader.page import pages
from tests.reader_api import describe_reader, list_addresses
from tests.reading import keep_case
from tests.story import make_story

_CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_schema_conformance,
    openapi.negative_data_rejection,
]
# Not every text is words that can be searched for, or a stretch of a report.
_FREE = {"q", "words"}
ADDRESSES = [address for page in pages() for address in list_addresses(page)]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> OpenApiSchema:
    path = keep_case(tmp_path_factory.mktemp("case") / "lock.dateline", make_story())
    described = schemathesis.openapi.from_dict(describe_reader(path))
    described.app = make_app(path, token="t", port=8000)
    return described


def walk(api: OpenApiSchema, address: str, mode: GenerationMode, *, examples: int) -> None:
    operation = api[address]["GET"]
    if mode is GenerationMode.NEGATIVE and not api.raw_schema["paths"][address]["get"]["parameters"]:
        return  # there is nothing one could ask amiss

    @settings(max_examples=examples, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        answer = case.call_and_validate(base_url="http://127.0.0.1:8000", checks=_CHECKS)
        if mode is GenerationMode.POSITIVE and not _FREE & set(case.query):
            assert answer.status_code == 200

    check()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_reader_answers_as_it_says(api: OpenApiSchema, address: str, mode: GenerationMode) -> None:
    walk(api, address, mode, examples=3)


@pytest.mark.soak
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_reader_answers_as_it_says_at_length(
    api: OpenApiSchema, address: str, mode: GenerationMode
) -> None:
    walk(api, address, mode, examples=200)


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "{id}" in address])
def test_what_the_case_does_not_hold_is_not_there(api: OpenApiSchema, address: str) -> None:
    kind = "application/json" if address.endswith(".json") else "text/html"
    for id_ in ("nobody", "0' or '1'='1", "%", "_", "\x00", "ö" * 2000, "a/b", "../x"):
        case = api[address]["GET"].Case(path_parameters={"id": quote(id_, safe="")})
        answer = case.call(base_url="http://127.0.0.1:8000")
        assert answer.status_code == 404, id_
        assert answer.headers["content-type"][0].startswith(kind), id_


def test_a_page_that_is_no_number_is_refused_whether_or_not_words_are_searched_for(
    api: OpenApiSchema,
) -> None:
    for query in ({"page": "x"}, {"page": "x", "q": "lock"}):
        answer = api["/search.json"]["GET"].Case(query=query).call(base_url="http://127.0.0.1:8000")
        assert answer.status_code == 400
