"""The lengths of the names of schemas, which are also names of classes, and in another form those of modules."""

#: The greatest length of a name.
MAX_LENGTH = 45
#: The greatest length of the name of a model, which is at the start of some names and does not count as part of them.
MAX_MODEL_LENGTH = 45
#: The greatest length of a name with a model. The file of a class is called like it, with an underscore between two parts:
#: it has at most twice as many characters, and file systems allow 255.
MAX_LENGTH_WITH_MODEL = MAX_LENGTH + MAX_MODEL_LENGTH
