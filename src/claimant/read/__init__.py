"""Capture -> Document: the text as it is stored for good, what the source says about itself, and whose words they are.

decode      bytes -> characters                  pages, pdf_files, word_files, mail_files: one format each
normal      the one normalisation                headers, agencies, dates, languages: facts about the text
sentences   paragraphs and sentences, as offsets origins: copies, near copies and agency texts grouped
                                                 judged: a person's word on origins, over what was found
"""

from claimant.read.judged import judged_origins
from claimant.read.origins import origins
from claimant.read.reading import VERSION, read
from claimant.read.sentences import segment

__all__ = ["VERSION", "judged_origins", "origins", "read", "segment"]
