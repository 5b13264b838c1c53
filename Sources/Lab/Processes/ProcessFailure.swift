import Foundation

/// A system call that failed, in the C library's words.
struct ProcessFailure: Error, CustomStringConvertible {
    /// The value of `errno`.
    let errorNumber: Int32

    var description: String { String(cString: strerror(errorNumber)) }
}
