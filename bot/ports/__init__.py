"""What the abilities stand on, as protocols, failures included."""

from bot.ports.cards import Cards, CardSource, LastKnown, Other, Platform, Wanted
from bot.ports.desk import Album, Cases, Concern, Deliver, Desk, Pictures, StaffDesk, StaffRoom
from bot.ports.letters import Inbox, Journal, Kept, Letter, OpenInbox, Shelf, Waiting, Work
from bot.ports.lists import Bulk, Tick
from bot.ports.staff import Noted, Notices, Sessions, Staff, Statistics, Trail
from bot.ports.talk import Clock, Front, Lexicon, Memories, Sleep, Speech, Texts

__all__ = [
    "Album",
    "Bulk",
    "CardSource",
    "Cards",
    "Cases",
    "Clock",
    "Concern",
    "Deliver",
    "Desk",
    "Front",
    "Inbox",
    "Journal",
    "Kept",
    "LastKnown",
    "Letter",
    "Lexicon",
    "Memories",
    "Noted",
    "Notices",
    "OpenInbox",
    "Other",
    "Pictures",
    "Platform",
    "Sessions",
    "Shelf",
    "Sleep",
    "Speech",
    "Staff",
    "StaffDesk",
    "StaffRoom",
    "Statistics",
    "Texts",
    "Tick",
    "Trail",
    "Waiting",
    "Wanted",
    "Work",
]
