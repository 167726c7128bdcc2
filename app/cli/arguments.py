"""Arguments that many commands share."""

from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
AsJsonLines = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]
