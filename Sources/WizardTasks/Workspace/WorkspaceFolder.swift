import Foundation

/// Where the parts of a workspace are.
public struct WorkspaceFolder: Sendable, Hashable {
    /// The folder itself.
    public let path: String

    /// Names a folder; a relative path is taken from the current one.
    public init(path: String) {
        self.path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false).trimmedSlash
    }

    /// What people decide; where that is a link, the file that it leads to, so that a change reaches it.
    public var configuration: String {
        URL(filePath: path + "/dryad.yaml").resolvingSymlinksInPath().path(percentEncoded: false)
    }
    /// What people decided about differences of schemas.
    public var decisions: String { path + "/schema-decisions.yaml" }
    /// The folder of everything that is computed, open to its owner alone.
    public var storage: String { path + "/.dryad" }
    /// The store.
    public var store: String { storage + "/store.sqlite" }
    /// The lock.
    public var lock: String { storage + "/lock" }

    /// A path as the configuration writes it: relative ones are taken from the workspace.
    public func resolve(_ text: String) -> String { text.hasPrefix("/") ? text : path + "/" + text }

    /// Makes a folder that only its owner may enter; one that is there is left as it is.
    static func makePrivate(_ path: String) throws(TaskError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw TaskError(.files, "The folder \(path) cannot be made. May you write there?")
        }
    }
}

extension String {
    fileprivate var trimmedSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
