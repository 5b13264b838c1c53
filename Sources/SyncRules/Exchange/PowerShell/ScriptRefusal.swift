/// Why a statement is not taken: where, and in words.
struct ScriptRefusal: Error, Sendable, Hashable {
    /// A stable word for the kind.
    let code: String
    /// The byte where it is.
    let offset: Int
    let reason: String
    /// The statement that is to blame, where this one only uses what that one left unknown.
    var origin: ScriptOrigin?

    init(_ code: String, at offset: Int, _ reason: String, origin: ScriptOrigin? = nil) {
        self.code = code
        self.offset = offset
        self.reason = reason
        self.origin = origin
    }
}
