import DirectorySchema
import SyncExpressions

extension ValueKind {
    /// The kind that a syntax stands for.
    init(_ syntax: AttributeSyntax?) {
        guard let syntax else {
            self = .text
            return
        }
        self =
            syntax.isReference
            ? .reference
            : syntax.isBinary ? .binary : syntax.isInteger ? .number : syntax.isBoolean ? .boolean : .text
    }
}
