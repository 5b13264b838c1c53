import Foundation
import TestSupport

/// Changes a directory of a test's own with OpenLDAP's programs: the client itself can only read.
struct DirectoryEditor {
    struct Failure: Error, CustomStringConvertible { let description: String }

    let url: String
    let name: String
    let passwordFile: String
    var authorityFile: String?

    /// Applies change records of LDIF (RFC 2849).
    func apply(_ changes: String) throws {
        var environment = ProcessInfo.processInfo.environment
        environment["LDAPTLS_CACERT"] = authorityFile
        // The client has told libldap in this process not to read its environment, and the program would hear that too.
        environment["LDAPNOINIT"] = nil
        let (input, output) = (Pipe(), Pipe())
        let process = try StartedProgram(
            "/usr/bin/ldapmodify",
            ["-x", "-H", url, "-D", name, "-y", passwordFile],
            environment: environment,
            input: input.fileHandleForReading,
            errors: output.fileHandleForWriting
        )
        try output.fileHandleForWriting.close()
        try input.fileHandleForWriting.write(contentsOf: Data(changes.utf8))
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        guard process.terminationStatus == 0 else {
            throw Failure(description: String(decoding: said, as: UTF8.self))
        }
    }
}
