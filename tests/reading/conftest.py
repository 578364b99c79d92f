"""Inputs are written by the tests themselves, into temporary folders or a byte stream that stands for stdin."""

import io

import pytest


@pytest.fixture
def stdin():
    """A function from a text or bytes to a stream of it."""

    def stream(content: str | bytes) -> io.BytesIO:
        return io.BytesIO(content.encode() if isinstance(content, str) else content)

    return stream
