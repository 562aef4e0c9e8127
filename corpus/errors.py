"""Every error citedesk raises on purpose, on the ground floor so that every room can raise them.

    CitedeskError
    ├── ReadError            a source cannot become an article
    │   ├── EmptySource      nothing but white space
    │   ├── TooLarge         over the size limit of the settings
    │   ├── NotText          binary data where text was promised
    │   ├── NoTextLayer      a PDF of pictures
    │   ├── Encrypted        a password is needed
    │   └── Malformed        the format is broken or hostile (zip bomb, deep XML)
    ├── QuestionError        an empty or overlong question, a wrong date or filter
    ├── SettingsError        a setting is wrong
    ├── ModelError           the embedding or entailment model is missing, altered or cannot be loaded
    ├── ChatError            the chat model cannot be reached, refuses or breaks off
    └── LibraryError         the library cannot do it
        ├── LibraryBusy      another process is writing
        ├── LibraryDamaged   files disagree with the catalog
        ├── ModelMismatch    the index was built with another model
        ├── NoSpace          the disk is full or the folder cannot be written
        └── NotFound         no such article, version or collection

The message is one line for a person and ends with the remedy where there is one.
"""


class CitedeskError(Exception):
    """The root of the tree: its message is fit to be shown to a person."""


class ReadError(CitedeskError):
    """A source cannot become an article."""


class EmptySource(ReadError):
    """Nothing but white space."""


class TooLarge(ReadError):
    """Over the size limit of the settings."""


class NotText(ReadError):
    """Binary data where text was promised."""


class NoTextLayer(ReadError):
    """A PDF that holds pictures of pages and no text."""


class Encrypted(ReadError):
    """A password is needed."""


class Malformed(ReadError):
    """The format is broken, or built to exhaust the reader."""


class QuestionError(CitedeskError):
    """A question or filter that cannot be asked: empty, overlong, a wrong date."""


class SettingsError(CitedeskError):
    """A setting is wrong."""


class ModelError(CitedeskError):
    """The embedding or the entailment model is missing, altered, or cannot be loaded."""


class ChatError(CitedeskError):
    """The chat model cannot be reached, refuses or breaks off."""


class LibraryError(CitedeskError):
    """The library cannot do what was asked."""


class LibraryBusy(LibraryError):
    """Another process is writing."""


class LibraryDamaged(LibraryError):
    """Files disagree with the catalog."""


class ModelMismatch(LibraryError):
    """The index was built with another model than the settings name."""


class NoSpace(LibraryError):
    """The disk is full, or the folder cannot be written."""


class NotFound(LibraryError):
    """No such article, version or collection."""
