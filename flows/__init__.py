"""The sentences: one flow a file, each reads as its paper's figure; `__main__` is the command line."""
