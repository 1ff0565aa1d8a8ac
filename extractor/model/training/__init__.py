"""Training of the tagger from annotated releases. The only room that imports torch (install the extra ``train``)."""
