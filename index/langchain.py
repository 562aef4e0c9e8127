"""The adapters that plug citedesk into anybody's LangChain chain: embeddings, text splitter, vector store.

The vector store is a view of one collection of a `Library`, not a second store beside it: each document goes in
through `Library.add` as an article whose key is the document's id and whose original bytes are the document as JSON.
So an id that is used again is an update like any other, metadata come back as they went in, what a chain stores can
be asked and cited by everything else, and the catalog still decides alone what exists. The asynchronous methods are
LangChain's own, which run these in a thread: the work is done in native code outside the interpreter's lock.
"""

from index.langchain_embeddings import CitedeskEmbeddings
from index.langchain_splitter import CitedeskTextSplitter
from index.langchain_store import CitedeskVectorStore

__all__ = ["CitedeskEmbeddings", "CitedeskTextSplitter", "CitedeskVectorStore"]
