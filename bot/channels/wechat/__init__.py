"""The WeChat Official Account: five seconds for an answer, and no buttons."""
