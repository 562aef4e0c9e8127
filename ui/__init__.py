"""ui: the two faces, the command line and the Streamlit desk. Draws what rag and eval return."""
