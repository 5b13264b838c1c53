import Foundation
import SyncRules

/// Reads the folder of one exported server configuration, all of it or nothing.
enum ExportFolder {
    /// The folders of an export; what lies beside them is no part of it.
    private static let parts: Set = ["connectors", "globalsettings", "synchronizationrules"]
    /// How many folders deep the parts may lie.
    private static let depth = 4

    static func read(_ path: String) throws(TaskError) -> ServerExport {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TaskError(.files, "There is no folder \(path). Is the path right, seen from this folder?")
        }
        guard isFolder.boolValue else {
            throw TaskError(
                .files,
                "\(path) is a file. Name the folder that `Get-ADSyncServerConfiguration -Path` wrote."
            )
        }
        let folders = try parts(below: path, "", depth: Self.depth)
        guard !folders.isEmpty else {
            throw TaskError(
                .files,
                "\(path) holds no exported server configuration: none of the folders Connectors, GlobalSettings and "
                    + "SynchronizationRules. Name the folder that `Get-ADSyncServerConfiguration -Path` wrote."
            )
        }
        let exports = Set(folders.map { $0.split(separator: "/").dropLast().joined(separator: "/") }).sorted()
        guard exports.count == 1 else {
            let names = exports.map { $0.isEmpty ? "the folder itself" : $0 }.joined(separator: ", ")
            throw TaskError(.files, "\(path) holds several exports: \(names). Name one of them.")
        }
        var files: [ServerExport.File] = []
        for folder in folders {
            for name in try names(in: path + "/" + folder) where name.lowercased().hasSuffix(".xml") {
                let file = folder + "/" + name
                files.append(ServerExport.File(name: file, bytes: try RuleFiles.bytes(of: path + "/" + file)))
            }
        }
        return ServerExport.read(files)
    }

    /// The paths of the parts below a folder, in the order of their names.
    private static func parts(below root: String, _ folder: String, depth: Int) throws(TaskError) -> [String] {
        guard depth > 0 else { return [] }
        var found: [String] = []
        for name in try names(in: folder.isEmpty ? root : root + "/" + folder) {
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder), isFolder.boolValue
            else { continue }
            if parts.contains(name.lowercased()) {
                found.append(path)
            } else {
                found += try parts(below: root, path, depth: depth - 1)
            }
        }
        return found
    }

    private static func names(in folder: String) throws(TaskError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw TaskError(.files, "The folder \(folder) cannot be read. May you read it?")
        }
    }
}
