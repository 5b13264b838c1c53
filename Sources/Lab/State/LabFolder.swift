import Foundation

/// Where the lab keeps what belongs to it.
struct LabFolder: Sendable {
    let path: String

    init(_ url: URL) {
        let path = url.standardizedFileURL.path(percentEncoded: false)
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    var state: String { path + "/lab.json" }
    var lock: String { path + "/lock" }
    var certificates: String { path + "/certificates" }
    var authority: String { certificates + "/ca.pem" }

    func forest(_ name: String) -> String { path + "/" + name }

    /// Makes a folder for its owner alone.
    static func make(_ path: String) throws(LabError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw LabError(.folder, "The folder \(path) cannot be made. May you write there?")
        }
    }

    /// Writes a file that its owner alone may read, in place of one that is there.
    static func write(_ text: String, to path: String) throws(LabError) {
        let temporary = path + ".new"
        unlink(temporary)
        let made = FileManager.default.createFile(
            atPath: temporary,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard made, rename(temporary, path) == 0 else {
            throw LabError(.folder, "The file \(path) cannot be written.")
        }
    }

    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
