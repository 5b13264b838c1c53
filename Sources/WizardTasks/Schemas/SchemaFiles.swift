import DirectorySchema
import Foundation

/// The files that a path stands for.
enum SchemaFiles {
    /// Adds a file, or the files of a folder in the order of their names.
    static func add(_ path: String, to assembler: inout SchemaAssembler) throws {
        for file in try files(at: path) { try assembler.add(try bytes(of: file), name: name(of: file, at: path)) }
    }

    /// The file itself, or those of the folder.
    static func files(at path: String) throws(TaskError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TaskError(.noSchema, "There is no file \(path). Is the path right, seen from this folder?")
        }
        guard isFolder.boolValue else { return [path] }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        let files = names.filter { !$0.hasPrefix(".") }.map { path + "/" + $0 }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }
        guard !files.isEmpty else { throw TaskError(.noSchema, "The folder \(path) has no files.") }
        return files
    }

    static func bytes(of path: String) throws(TaskError) -> [UInt8] {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        // Refused before it is read: a file that is no schema may be of any size.
        guard size <= SchemaAssembler.sizeLimit else {
            throw TaskError(
                .noSchema,
                "\(path) has \(size) bytes; a schema file of more than \(SchemaAssembler.sizeLimit) is not read. Is it one?"
            )
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.noSchema, "The file \(path) cannot be read. May you read it?")
        }
        return Array(data)
    }

    private static func name(of file: String, at path: String) -> String {
        file == path ? path : String(file.dropFirst(path.count + 1))
    }
}
