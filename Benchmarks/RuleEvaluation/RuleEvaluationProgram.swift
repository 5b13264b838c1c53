import Directory
import Foundation
import LDAPClient
import MeasuredRules
import Measuring
import SyncEngine
import SyncRules

/// Reads all users below a base into packed entries, runs the standard rules on each, and prints one line of figures in
/// seconds of processor time.
///
///     rule-evaluation URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE
@main
struct RuleEvaluationProgram {
    static func main() {
        FirstThread().run {
            do {
                try await measure()
            } catch {
                FileHandle.standardError.write(Data("rule-evaluation: \(error)\n".utf8))
                exit(1)
            }
        }
    }

    private static func measure() async throws {
        let table = AttributeTable()
        let reading = Usage.processorTime
        let users = try await users(table)
        let read = Usage.processorTime - reading

        let rules = try StandardRules(table: table)
        let evaluation = try rules.evaluation()
        var compile = Usage.processorTime
        for _ in 0..<10 { _ = try rules.evaluation() }
        compile = (Usage.processorTime - compile) / 10

        var evaluate = Usage.processorTime
        let (entries, images) = rules.run(evaluation, on: users)
        evaluate = Usage.processorTime - evaluate

        let shapes = try FlowShapes(table: table)
        let (empty, direct, trim) = try shapes.times(users)
        let allocations = try shapes.allocations(users).map { "\($0)" } ?? "unknown"
        print(
            String(
                format: "program=swift users=%d rules=%d read=%.6f compile=%.6f evaluate=%.6f",
                users.count,
                rules.count,
                read,
                compile,
                evaluate
            )
                + String(format: " entries=%d images=%d", entries, images)
                + String(format: " empty=%.6f direct=%.6f trim=%.6f", empty, direct, trim)
                + " allocations=\(allocations)"
        )
    }

    private static func users(_ table: AttributeTable) async throws -> [PackedEntry] {
        let arguments = CommandLine.arguments
        guard arguments.count == 6, let url = LDAPURL(arguments[1]), let size = Int(arguments[5]) else {
            FileHandle.standardError.write(Data("rule-evaluation: URL BIND-DN PASSWORD-FILE BASE PAGE-SIZE\n".utf8))
            exit(64)
        }
        var endpoint = LDAPEndpoint(url: url)
        endpoint.allowsPlaintextPassword = true
        let password = try Data(contentsOf: URL(filePath: arguments[3])).filter { $0 != UInt8(ascii: "\n") }
        let connection = try await LDAPConnection.connect(to: endpoint)
        try await connection.bind(.simple(name: arguments[2], password: Secret(Array(password))))
        let request = SearchRequest(
            base: arguments[4],
            scope: .subtree,
            filter: .equal("objectClass", text: "user"),
            pageSize: size
        )
        var pages = connection.search(request, table: table).makeAsyncIterator()
        var users: [PackedEntry] = []
        while let page = try await pages.next() { users += page.entries }
        await connection.close()
        return users
    }
}
