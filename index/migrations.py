"""The form of the catalog: its tables, and what became of them from version to version."""

from __future__ import annotations

# One entry a version of the form, applied in order; an entry is never edited once released, the next is appended.
MIGRATIONS: tuple[str, ...] = (
    """
CREATE TABLE models (
    ref INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    max_tokens INTEGER NOT NULL,
    UNIQUE (model, sha256, dimension, max_tokens)
) STRICT;
-- generation counts the states a reader can see; next_row is never taken back, so that a posting left behind by a
-- crash can never be mistaken for a later passage; unclean is 1 from the first step of a write until all is tidy;
-- postings names the folder of the lexical index.
CREATE TABLE state (
    generation INTEGER NOT NULL,
    next_row INTEGER NOT NULL,
    unclean INTEGER NOT NULL,
    postings TEXT NOT NULL,
    model INTEGER REFERENCES models
) STRICT;
INSERT INTO state VALUES (0, 1, 1, 'postings-1', NULL);
CREATE TABLE texts (
    ref INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    characters INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES texts,
    title TEXT, title_origin TEXT,
    publisher TEXT, publisher_origin TEXT, publisher_key TEXT,
    authors TEXT NOT NULL, authors_origin TEXT,
    published TEXT, published_origin TEXT, day INTEGER,
    url TEXT,
    language TEXT NOT NULL,
    media_type TEXT NOT NULL,
    notes TEXT NOT NULL,
    body_start INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_text ON articles (text);
CREATE TABLE originals (ref INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE original_parts (
    original INTEGER NOT NULL REFERENCES originals ON DELETE CASCADE,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (original, number)
) STRICT;
CREATE TABLE versions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES texts,
    original INTEGER REFERENCES originals,
    source_map BLOB,
    PRIMARY KEY (article, number),
    UNIQUE (article, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_text ON versions (text);
CREATE INDEX versions_by_original ON versions (original);
CREATE TABLE segments (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models,
    rows INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sentences_sha256 TEXT
) STRICT;
CREATE TABLE vectors (
    ref INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    segment INTEGER NOT NULL REFERENCES segments,
    position INTEGER NOT NULL,
    sentence_at INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL
) STRICT;
CREATE INDEX vectors_by_segment ON vectors (segment, position);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    text INTEGER NOT NULL REFERENCES texts,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    byte_start INTEGER NOT NULL,
    byte_end INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    vector INTEGER NOT NULL REFERENCES vectors
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_text ON passages (text);
CREATE INDEX passages_by_vector ON passages (vector);
-- Rows, first to last, whose postings are still to be taken out of the lexical index.
CREATE TABLE debts (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES models,
    sha256 TEXT NOT NULL,
    last_vector INTEGER NOT NULL,
    vectors INTEGER NOT NULL
) STRICT;
""",
    # The file an article was read from, NULL where that is not known.
    "ALTER TABLE articles ADD COLUMN source TEXT;",
)
