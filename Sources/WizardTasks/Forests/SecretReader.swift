import Foundation
import LDAPClient

/// Reads a password from where the configuration says it is.
struct SecretReader {
    let folder: WorkspaceFolder
    let surroundings: Surroundings

    func read(_ secret: ForestConfiguration.Secret) throws(TaskError) -> Secret {
        switch secret {
        case .variable(let name):
            guard let text = surroundings.variable(name), !text.isEmpty else {
                throw TaskError(
                    .secret,
                    "The environment variable \(name), which should hold the password, is not set."
                )
            }
            return Secret(Array(text.utf8))
        case .file(let name): return try read(folder.resolve(name))
        case .descriptor(let number):
            // A copy is read: the descriptor stays open and stays whoever's it is.
            let copy = dup(number)
            guard copy >= 0 else {
                throw TaskError(.secret, "The descriptor \(number), from which the password is read, is not open.")
            }
            let file = FileHandle(fileDescriptor: copy, closeOnDealloc: true)
            let data = (try? file.read(upToCount: Self.longest + 1)) ?? Data()
            return try password(data, "What came from the descriptor \(number)")
        }
    }

    /// Refuses a file of keys or tickets that others may read.
    static func checkPrivate(_ path: String, _ what: String) throws(TaskError) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { throw TaskError(.secret, "The \(what) \(path) is not there, or you may not look at it.") }
        guard mode & 0o077 == 0 else {
            throw TaskError(
                .secret,
                "Others than its owner may read the \(what) \(path). Run `chmod 600` on it and try again."
            )
        }
    }

    private static let longest = 4096

    private func read(_ path: String) throws(TaskError) -> Secret {
        try Self.checkPrivate(path, "password file")
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.secret, "The password file \(path) cannot be read.")
        }
        return try password(data, "The password file \(path)")
    }

    private func password(_ data: Data, _ origin: String) throws(TaskError) -> Secret {
        guard data.count <= Self.longest else {
            throw TaskError(.secret, "\(origin) is too long to be a password.")
        }
        var bytes = Array(data)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw TaskError(.secret, "\(origin) is empty.") }
        return Secret(bytes)
    }
}
