"""A model whose score is the sum of its features."""

from server import serve

serve(sum)
