/// The parts of an answer that have come since somebody last asked; the result too where it was the end.
struct AnswerBatch: Sendable {
    let parts: [AnswerPart]
    let end: FinishedOperation?
}
