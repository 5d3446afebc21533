"""Answers like a text generation container: what it is asked, with words after it (https://huggingface.co/docs/text-generation-inference)."""

from server import serve

serve(lambda asked: [{"generated_text": f"{asked['inputs']} and so on"}])
