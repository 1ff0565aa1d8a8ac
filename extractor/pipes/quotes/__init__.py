"""Direct quotes: what stands between quotation marks and is somebody's words, with the person who said it."""
