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
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ldapmodify")
        process.arguments = ["-x", "-H", url, "-D", name, "-y", passwordFile]
        var environment = ProcessInfo.processInfo.environment
        environment["LDAPTLS_CACERT"] = authorityFile
        // The client has told libldap in this process not to read its environment, and the program would hear that too.
        environment["LDAPNOINIT"] = nil
        process.environment = environment
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(changes.utf8))
        try input.fileHandleForWriting.close()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: String(decoding: said, as: UTF8.self))
        }
    }
}
