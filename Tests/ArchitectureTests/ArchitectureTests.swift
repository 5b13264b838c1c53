import Foundation
import Testing

/// Rooms are small, and arrows point one way: what the page says, what the manifest declares and what files import agree.
@Suite struct ArchitectureTests {
    /// Modules that come with Swift and may be imported anywhere but where the table's rules exclude them.
    private static let system: Set = ["Foundation", "Dispatch", "Glibc", "Musl", "Darwin", "Synchronization"]
    /// What tests and their support may import too.
    private static let testing: Set = ["Testing"]

    @Test func `the manifest declares what the table of rooms says`() throws {
        let table = try Project.table()
        let manifest = try Project.manifest()
        #expect(Set(table.keys) == Set(manifest.keys))
        for (room, declared) in manifest {
            #expect(table[room] == declared, "the arrows of \(room)")
        }
    }

    @Test func `every import is declared`() throws {
        let table = try Project.table()
        for source in try Project.sources() {
            let isSupport = source.room == "TestSupport"
            let allowed = (table[source.room] ?? []).union(Self.system).union(isSupport ? Self.testing : [])
            for line in source.lines {
                let words = line.split(separator: " ").filter {
                    !["public", "internal", "package", "@preconcurrency"].contains($0)
                }
                guard words.first == "import", let module = words.dropFirst().first else { continue }
                #expect(allowed.contains(String(module)), "\(source.path) imports \(module)")
            }
        }
    }

    @Test func `the client can only read`() throws {
        let writing = ["add", "modify", "delete", "rename", "modrdn", "modrdn2", "passwd", "txn", "extended_operation"]
        // Who am I (RFC 4532) has a call of its own, and StartTLS too.
        for source in try Project.sources() {
            for (number, line) in source.lines.enumerated() {
                let found = writing.first { line.contains("ldap_\($0)") }
                #expect(found == nil, "\(source.path):\(number + 1) calls ldap_\(found ?? "")")
            }
        }
    }

    @Test func `C is called where its room says`() throws {
        let interop = [
            "COpenLDAP": "LDAPClient/", "CExpat": "MarkupReading/CInterop/", "GRDBSQLite": "SQLiteStore/Database/",
        ]
        var callers: Set<String> = []
        for source in try Project.sources() {
            for line in source.lines where line.contains("import ") {
                guard let module = line.split(separator: " ").last.map({ String($0) }) else { continue }
                guard let folder = interop[module] else { continue }
                #expect(source.path.hasPrefix(folder), "\(source.path) imports \(module)")
                callers.insert(module)
            }
        }
        #expect(callers == Set(interop.keys), "a library that nobody calls")
    }

    @Test func `each invariant names tests that there are`() throws {
        let page = try String(
            contentsOf: Project.root.appending(path: "Documentation/Operations.md"),
            encoding: .utf8
        )
        let tests = try Project.tests().map(\.path)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| I") }
        #expect(rows.count == 8)
        for row in rows {
            let names = row.split(separator: "`").filter { $0.hasSuffix("Tests") }
            #expect(!names.isEmpty, "\(row)")
            for name in names { #expect(tests.contains { $0.hasSuffix("/\(name).swift") }, "there is no \(name)") }
        }
    }

    @Test func `no arrows form a circle`() throws {
        let manifest = try Project.manifest()
        var settled: Set<String> = []
        var waiting = Set(manifest.keys)
        while let free = waiting.first(where: {
            (manifest[$0] ?? []).allSatisfy { settled.contains($0) || manifest[$0] == nil }
        }) {
            waiting.remove(free)
            settled.insert(free)
        }
        #expect(waiting.isEmpty)
    }

    @Test func `files are small and named after what they hold`() throws {
        for source in try Project.sources() {
            #expect(source.lines.count <= 350, "\(source.path) has \(source.lines.count) lines")
            let type = source.name.split(separator: "+").first.map { String($0) } ?? source.name
            let declares = source.lines.contains { line in
                ["struct", "class", "enum", "actor", "protocol", "extension"].contains {
                    line.contains("\($0) \(type)")
                }
            }
            let isFamily = source.name.hasSuffix("Fields") || source.name == "LDAPError+Result"
            #expect(declares || isFamily, "\(source.path) declares no \(type)")
        }
    }

    @Test func `what can trap or weaken checks has its reason beside it`() throws {
        let risky = ["try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)"]
        for source in try Project.sources() {
            for (number, line) in source.lines.enumerated()
            where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                for word in risky where line.contains(word) {
                    let above = source.lines[max(0, number - 6)..<number].contains {
                        $0.contains("//") && $0.contains(String(word.prefix(9)))
                    }
                    #expect(above || line.contains("//"), "\(source.path):\(number + 1) uses \(word)")
                }
            }
        }
    }

    @Test func `a damaged row does not trap`() throws {
        // GRDB's subscript ends the process where a column holds nothing, or something else; `value` throws.
        for source in try Project.sources() where source.path.hasPrefix("SQLiteStore/") {
            guard !source.path.hasSuffix("/StoredValue.swift") else { continue }
            for (number, line) in source.lines.enumerated()
            where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                #expect(!line.contains("row[") && !line.contains("$0["), "\(source.path):\(number + 1)")
            }
        }
    }

    @Test func `the state of a file is asked of Foundation`() throws {
        // Which module shows the members of C's structure differs between a build with Swift's libraries in it and one without.
        for source in try Project.sources() {
            for (number, line) in source.lines.enumerated() {
                #expect(!line.contains("st_mode") && !line.contains(" stat()"), "\(source.path):\(number + 1)")
            }
        }
    }

    @Test func `nothing is started through Foundation`() throws {
        // It reads past the list of open descriptors where there are many, and tests have many.
        let word = "Process" + "()"
        for source in try Project.sources() + Project.tests() {
            for (number, line) in source.lines.enumerated() where line.contains(word) {
                let before = line.prefix { $0 != "P" }.last
                #expect(before?.isLetter == true, "\(source.path):\(number + 1): start it with StartedProgram or Tool")
            }
        }
    }
}
