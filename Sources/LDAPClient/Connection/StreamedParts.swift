/// The parts of an answer between the server and who asks for them.
struct StreamedParts {
    /// How many parts may lie here unasked for before the connection stops reading.
    static let limit = 2048

    var parts: [AnswerPart] = []
    /// How the answer ended; the parts that came before are handed out first.
    var outcome: Result<FinishedOperation, LDAPError>?
    var waiter: CheckedContinuation<Result<AnswerBatch, LDAPError>, Never>?

    /// Whether nothing more should be read until somebody asks.
    var isFull: Bool { waiter == nil && parts.count >= Self.limit }

    /// What there is to hand out; nothing where that is nothing.
    mutating func take() -> Result<AnswerBatch, LDAPError>? {
        switch outcome {
        case .failure(let error) where parts.isEmpty: return .failure(error)
        case .success(let end):
            defer { parts = [] }
            return .success(AnswerBatch(parts: parts, end: end))
        default:
            guard !parts.isEmpty else { return nil }
            defer { parts = [] }
            return .success(AnswerBatch(parts: parts, end: nil))
        }
    }

    /// Hands out what there is to who waits for it; says whether somebody did.
    mutating func deliver() -> Bool {
        guard let waiter, let batch = take() else { return false }
        self.waiter = nil
        waiter.resume(returning: batch)
        return true
    }
}
