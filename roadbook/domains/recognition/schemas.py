"""Request bodies of recognition."""

from typing import ClassVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict


class ReadDocumentBody(Schema):
    """The uploaded file to read."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    file_id: UUID
