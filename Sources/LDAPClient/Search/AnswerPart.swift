import Directory

/// A part of an answer whose order matters (RFC 4511 sections 4.5.2 and 4.13).
enum AnswerPart: Sendable {
    /// An entry with the controls that came with it.
    case entry(PackedEntry, [ResponseControl])
    /// Continuation references.
    case references([String])
    /// A message between the request and its result.
    case intermediate(oid: String, value: [UInt8])
}
