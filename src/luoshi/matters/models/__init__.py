"""The tables of the engine: the present (Matter, Assignment, Member) and the past (Event)."""

from luoshi.matters.models.document import Attachment, Document, DocumentMark
from luoshi.matters.models.event import Event
from luoshi.matters.models.matter import Assignment, Matter
from luoshi.matters.models.member import Member
from luoshi.matters.models.type_version import NumberSeries, TypeVersion
from luoshi.matters.models.view import SavedView

__all__ = [
    "Assignment",
    "Attachment",
    "Document",
    "DocumentMark",
    "Event",
    "Matter",
    "Member",
    "NumberSeries",
    "SavedView",
    "TypeVersion",
]
