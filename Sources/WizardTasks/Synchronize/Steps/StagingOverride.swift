/// Somebody's decision to export once although staging mode is on; the run's record keeps it.
public struct StagingOverride: Sendable, Hashable, Codable {
    /// Why.
    public let reason: String
    /// Who: the account and host.
    public let author: String

    /// Notes a decision; a reason without letters is none.
    public init(reason: String, author: String) throws(TaskError) {
        let text = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.contains(where: \.isLetter), text.utf8.count <= 1000 else {
            throw TaskError(
                .options,
                "An export in staging mode needs a reason in words, of at most 1000 bytes: --reason."
            )
        }
        self.reason = text
        self.author = author
    }
}
