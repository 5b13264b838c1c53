import Foundation

/// A system call that failed, in the C library's words.
package struct ProcessFailure: Error, CustomStringConvertible {
    /// The value of `errno`.
    package let errorNumber: Int32

    package var description: String { String(cString: strerror(errorNumber)) }
}
