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
        }
    }

    private func read(_ path: String) throws(TaskError) -> Secret {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { throw TaskError(.secret, "The password file \(path) is not there, or you may not look at it.") }
        guard mode & 0o077 == 0 else {
            throw TaskError(
                .secret,
                "Others than its owner may read the password file \(path). Run `chmod 600` on it and try again."
            )
        }
        guard let data = FileManager.default.contents(atPath: path), data.count <= 4096 else {
            throw TaskError(.secret, "The password file \(path) cannot be read, or is too long to be a password.")
        }
        var bytes = Array(data)
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw TaskError(.secret, "The password file \(path) is empty.") }
        return Secret(bytes)
    }
}
