"""Who says what, by rules over words; `qa.answering.attribution` is the face.

wording (words of a sentence), reporting_words (which words report), naming (noun phrases), manner;
subjects, delivery, misleading (a verb of speech with what stands around it); telling, sourcing,
speaking (each place where somebody's word is given); chaining (one chain of them).
"""
