import Directory
import Foundation
import LDAPClient
import Measuring

/// Reads all entries below a base into packed entries, page by page, and prints one line of figures.
///
///     read-entries URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE [--check]
///
/// With `--check` every value is looked at once more, so that the sums of programs can be compared.
@main
struct ReadEntries {
    static func main() {
        FirstThread().run {
            do {
                try await read()
            } catch {
                FileHandle.standardError.write(Data("read-entries: \(error)\n".utf8))
                exit(1)
            }
        }
    }

    private static func read() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 6, let url = LDAPURL(arguments[1]), let size = Int(arguments[5]) else {
            FileHandle.standardError.write(Data("read-entries: URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE\n".utf8))
            exit(64)
        }
        let checks = arguments.contains("--check")
        var endpoint = LDAPEndpoint(url: url)
        endpoint.allowsPlaintextPassword = true
        endpoint.certificateAuthorityFile = ProcessInfo.processInfo.environment["LDAPTLS_CACERT"]
        let password = try Data(contentsOf: URL(filePath: arguments[3])).filter { $0 != UInt8(ascii: "\n") }
        let start = ContinuousClock.now
        let connection = try await LDAPConnection.connect(to: endpoint)
        try await connection.bind(.simple(name: arguments[2], password: Secret(Array(password))))
        let request = SearchRequest(base: arguments[4], scope: .subtree, pageSize: size)
        var pages = connection.search(request, table: AttributeTable()).makeAsyncIterator()
        var figures = Figures()
        var entries = 0
        var packed = 0
        while let page = try await pages.next() {
            for entry in page.entries {
                entries += 1
                packed += entry.bytes.count
                if checks { figures.look(at: entry) }
            }
        }
        await connection.close()
        let counts = checks ? "\(figures)" : "entries=\(entries) packed=\(packed)"
        print("program=swift \(counts) \(Usage.line(since: start))")
    }
}
