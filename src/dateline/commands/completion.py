"""`dateline completion`: what makes a shell complete commands, options and file names."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes your shell complete the words of dateline's command line.

    \b
    bash: dateline completion bash > ~/.local/share/bash-completion/completions/dateline
    zsh:  dateline completion zsh > ~/.zfunc/_dateline   (with ~/.zfunc in fpath, before compinit)
    fish: dateline completion fish > ~/.config/fish/completions/dateline.fish
    """
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None  # click knows all three
    click.echo(complete(ctx.find_root().command, {}, "dateline", "_DATELINE_COMPLETE").source())


COMMANDS = (completion,)
