import Foundation
public import SyncRules

/// Reads rules from wherever people have them: an exported server configuration, or single files of rules.
public struct RuleFiles: Sendable {
    /// What was read.
    public let export: ServerExport

    /// The largest file of rules that is read, in bytes.
    static let sizeLimit = 64 * 1024 * 1024

    /// Reads a file, or a folder and those below it.
    public static func read(_ path: String) throws -> RuleFiles {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TaskError(.files, "There is no file or folder \(path). Is the path right, seen from this folder?")
        }
        let names = isFolder.boolValue ? try below(path) : [""]
        var files: [ServerExport.File] = []
        for name in names {
            let full = name.isEmpty ? path : path + "/" + name
            files.append(ServerExport.File(name: name.isEmpty ? path : name, bytes: try bytes(of: full)))
        }
        let export = ServerExport.read(files)
        guard !export.rules.isEmpty || !export.connectors.isEmpty || !export.problems.isEmpty else {
            throw TaskError(
                .files,
                "\(path) holds no rules that Dryad knows: neither an exported server configuration, nor files of rules."
            )
        }
        return RuleFiles(export: export)
    }

    /// The files below a folder that may hold rules, in the order of their names.
    private static func below(_ path: String) throws(TaskError) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: path) else {
            throw TaskError(.files, "The folder \(path) cannot be read. May you read it?")
        }
        let endings = [".xml", ".ps1", ".yaml", ".yml", ".json"]
        var names: [String] = []
        while let name = walk.nextObject() as? String {
            if endings.contains(where: name.lowercased().hasSuffix) { names.append(name) }
        }
        return names.sorted()
    }

    /// A file's content; one that is too large, or cannot be read, is an error.
    static func bytes(
        of path: String,
        called kind: String = "a file of rules",
        atMost limit: Int = sizeLimit
    ) throws(TaskError) -> [UInt8] {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= limit else {
            throw TaskError(.files, "\(path) has \(size) bytes; \(kind) of more than \(limit) is not read.")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw TaskError(.files, "There is no file \(path). Is the path right, seen from this folder?")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.files, "The file \(path) cannot be read. May you read it?")
        }
        return Array(data)
    }
}
