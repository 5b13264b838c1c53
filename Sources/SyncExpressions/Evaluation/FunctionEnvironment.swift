import Diagnostics
import Directory

/// What a function may know besides its arguments.
struct FunctionEnvironment: Sendable {
    let range: SourceRange
    let now: FileTime
}
