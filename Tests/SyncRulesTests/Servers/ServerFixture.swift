import Foundation
import TestSupport
import Testing

@testable import SyncRules

/// The exports of two invented servers that do the same and say it differently.
///
/// They have other GUIDs, letters, order, cookies and times. One is active, the other in staging mode.
struct ServerFixture {
    /// A change of a text: the first place of `old` in every file that has it and `marker`.
    struct Edit: Sendable {
        let marker: String
        let old: String
        let new: String

        init(_ marker: String, _ old: String, to new: String) {
            self.marker = marker
            self.old = old
            self.new = new
        }

        init(_ old: String, to new: String) { self.init(old, old, to: new) }
    }

    private(set) var files: [ServerExport.File]

    init(_ server: String, _ edits: [Edit] = []) throws {
        let folder = Fixture.url("Servers/\(server)")
        files = try ["Connectors", "GlobalSettings", "SynchronizationRules"].flatMap { part in
            try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: part).path(percentEncoded: false)
            )
            .sorted().map { name in
                let bytes = try Data(contentsOf: folder.appending(path: "\(part)/\(name)"))
                return ServerExport.File(name: "\(part)/\(name)", bytes: Array(bytes))
            }
        }
        for edit in edits { try change(edit) }
    }

    var export: ServerExport { ServerExport.read(files) }

    private mutating func change(_ edit: Edit) throws {
        var count = 0
        for index in files.indices {
            let text = String(decoding: files[index].bytes, as: UTF8.self)
            guard text.contains(edit.marker), let range = text.range(of: edit.old) else { continue }
            files[index] = ServerExport.File(
                name: files[index].name,
                bytes: Array(text.replacingCharacters(in: range, with: edit.new).utf8)
            )
            count += 1
        }
        try #require(count > 0, "nothing says \(edit.old)")
    }

    mutating func add(_ name: String, _ text: String) {
        files.append(ServerExport.File(name: name, bytes: Array(text.utf8)))
    }

    mutating func shuffle(using generator: inout SeededGenerator) { files.shuffle(using: &generator) }

    mutating func remove(_ part: String) { files.removeAll { $0.name.contains(part) } }

    mutating func replace(_ index: Int, _ text: String) {
        files[index] = ServerExport.File(name: files[index].name, bytes: Array(text.utf8))
    }
}
