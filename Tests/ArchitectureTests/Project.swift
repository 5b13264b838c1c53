import Foundation
import TestSupport

/// The checkout as these tests see it: its manifest, its sources, its room table.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    struct Source: Sendable {
        let room: String
        let path: String
        let name: String
        let lines: [String]
    }

    /// Every Swift file below Sources, ascending by path.
    static func sources() throws -> [Source] { try files(below: "Sources") }

    /// Every Swift file below Tests, ascending by path.
    static func tests() throws -> [Source] { try files(below: "Tests") }

    private static func files(below name: String) throws -> [Source] {
        let folder = root.appending(path: name)
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
            throw Failure(description: "\(name) cannot be listed")
        }
        var sources: [Source] = []
        for case let file as URL in walker where file.pathExtension == "swift" {
            let parts = file.path().dropFirst(folder.path().count).split(separator: "/")
            let text = try String(contentsOf: file, encoding: .utf8)
            sources.append(
                Source(
                    room: parts.first.map { String($0) } ?? "",
                    path: parts.joined(separator: "/"),
                    name: file.deletingPathExtension().lastPathComponent,
                    lines: text.components(separatedBy: "\n")
                )
            )
        }
        return sources.sorted { $0.path < $1.path }
    }

    /// What each room of the table in Documentation/Architecture.md may import.
    static func table() throws -> [String: Set<String>] {
        let page = root.appending(path: "Documentation/Architecture.md")
        var rooms: [String: Set<String>] = [:]
        for line in try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
        where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { String($0) }
            guard cells.count == 3, let room = quoted(cells[0]).first else { continue }
            rooms[room] = Set(quoted(cells[2]))
        }
        return rooms
    }

    private static func quoted(_ cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map { String($0.element) }
    }

    /// What each room declares in Package.swift.
    ///
    /// The manifest is read with a scratch folder of its own: inside `swift test` the usual one is locked.
    static func manifest() throws -> [String: Set<String>] {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "dryad-manifest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let pipe = Pipe()
        let process = try StartedProgram(
            "/usr/bin/env",
            ["swift", "package", "--package-path", root.path(), "--scratch-path", scratch.path(), "dump-package"],
            environment: ProcessInfo.processInfo.environment,
            output: pipe.fileHandleForWriting
        )
        try pipe.fileHandleForWriting.close()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        guard process.terminationStatus == 0 else { throw Failure(description: "swift package dump-package failed") }
        let package = try JSONDecoder().decode(Manifest.self, from: data)
        return Dictionary(
            package.targets.filter { $0.type != "test" }.map { ($0.name, Set($0.dependencies.map(\.name))) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private struct Manifest: Decodable {
        struct Target: Decodable {
            let name: String
            let type: String
            let dependencies: [Dependency]
        }

        /// `{"byName": ["Room", null]}` or `{"product": ["Product", "package", null, null]}`.
        struct Dependency: Decodable {
            let name: String

            init(from decoder: any Decoder) throws {
                let values = try decoder.singleValueContainer().decode([String: [Part]].self)
                guard case .text(let name)? = values.values.first?.first else {
                    throw Failure(description: "a dependency without a name")
                }
                self.name = name
            }
        }

        enum Part: Decodable {
            case text(String)
            case other

            init(from decoder: any Decoder) throws {
                self = (try? decoder.singleValueContainer().decode(String.self)).map { .text($0) } ?? .other
            }
        }

        let targets: [Target]
    }
}
