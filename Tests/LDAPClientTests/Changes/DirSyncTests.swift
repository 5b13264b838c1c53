import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// DirSync as no real server that is at hand does it: in several rounds, in circles, from another place.
@Suite("DirSync, scripted")
struct DirSyncTests {
    private typealias Controller = ScriptedController

    private let request = SearchRequest(base: ScriptedController.context, scope: .subtree, attributes: ["mail"])

    private func read(
        _ controller: ScriptedController,
        since cursor: ChangeCursor? = nil
    ) async throws -> [ChangeStep<ChangePage>] {
        let connection = try await controller.connect()
        var steps: [ChangeStep<ChangePage>] = []
        for try await step in connection.directorySync(request, since: cursor, table: AttributeTable()) {
            steps.append(step)
        }
        await connection.close()
        return steps
    }

    private func cursor(of steps: [ChangeStep<ChangePage>]) throws -> ChangeCursor {
        guard case .changes(let page) = try #require(steps.last) else { throw CancellationError() }
        return try #require(page.cursor)
    }

    @Test("asks until there is no more, each time with the cookie of the time before, and then has a cursor")
    func more() async throws {
        let controller = try Controller { request in
            switch Controller.cookie(request) {
            case []: [Controller.object("a"), Controller.done(more: 1, cookie: [1])]
            // A page without a change is no end.
            case [1]: [Controller.done(more: 1, cookie: [2])]
            default: [Controller.object("b", isDeleted: true), Controller.done(more: 0, cookie: [3])]
            }
        }
        let pages = try await read(controller).map { step in
            guard case .changes(let page) = step else { throw CancellationError() }
            return page
        }
        #expect(pages.map { $0.changes.map(\.kind) } == [[.present], [], [.deleted]])
        #expect(pages.last?.changes.first?.identifier == ObjectGUID(bytes: Controller.guid("b").utf8))
        #expect(controller.searches.map(Controller.cookie) == [[], [1], [2]])
        #expect(controller.searches.first?.attributes == ["mail", "objectGUID", "isDeleted", "name"])
        // What was not the last page is no place to begin from.
        #expect(pages.map { $0.cursor == nil } == [true, true, false])
        let cursor = try #require(pages.last?.cursor)
        #expect(Array(cursor.cookie) == [3] && cursor.context == Controller.context && cursor.method == .dirSync)
        #expect(cursor.server?.serviceName == Controller.service)
        #expect(ChangeCursor(bytes: cursor.bytes) == cursor)
        #expect(ChangeCursor(bytes: Array(cursor.bytes.dropLast())) == nil)
    }

    @Test(
        "goes on from a cursor on the same server, and on no other",
        arguments: ["invocation-id--1", "invocation-id--2"]
    )
    func foreign(_ invocation: String) async throws {
        let answer: @Sendable (ScriptedRequest) -> [ScriptedStep] = { _ in [Controller.done(more: 0, cookie: [9])] }
        let cursor = try cursor(of: try await read(try Controller(answer: answer)))
        let second = try Controller(invocation: invocation, answer: answer)
        let steps = try await read(second, since: cursor)
        if invocation == "invocation-id--1" {
            #expect(second.searches.map(Controller.cookie) == [[9]])
            #expect(try self.cursor(of: steps) == cursor)
        } else {
            let identifier = try #require(ObjectGUID(bytes: invocation.utf8))
            let now = ServerIdentity(serviceName: Controller.service, invocationID: identifier)
            #expect(steps == [.mustReadInFull(.anotherServer(was: cursor.server, is: now))])
            // The cookie was not even shown to it.
            #expect(second.searches.isEmpty)
        }
    }

    @Test("a server that has counted fewer changes than before was set back")
    func setBack() async throws {
        let answer: @Sendable (ScriptedRequest) -> [ScriptedStep] = { _ in [Controller.done(more: 0, cookie: [9])] }
        let cursor = try cursor(of: try await read(try Controller(count: 100, answer: answer)))
        let older = try Controller(count: 99, answer: answer)
        #expect(try await read(older, since: cursor) == [.mustReadInFull(.countWentBack(from: 100, to: 99))])
        // The cookie was not even shown to it.
        #expect(older.searches.isEmpty)
        let later = try Controller(count: 101, answer: answer)
        #expect(try self.cursor(of: try await read(later, since: cursor)).usn == 101)
    }

    @Test("does not go on from a cursor of another kind or of another context")
    func otherCursor() async throws {
        let controller = try Controller { _ in [Controller.done(more: 0, cookie: [9])] }
        let cursor = try cursor(of: try await read(controller))
        let other = ChangeCursor(method: .usn, context: Controller.context, server: cursor.server, usn: 1)
        #expect(try await read(controller, since: other) == [.mustReadInFull(.anotherMethod)])
        let elsewhere = ChangeCursor(method: .dirSync, context: "DC=y", server: cursor.server, cookie: [9])
        #expect(try await read(controller, since: elsewhere) == [.mustReadInFull(.anotherContext)])
    }

    @Test(
        "a cookie that the server does not take means reading everything; without one it is a failure",
        arguments: [true, false]
    )
    func refused(_ hasCursor: Bool) async throws {
        let controller = try Controller { request in
            (Controller.cookie(request) ?? []).isEmpty == hasCursor
                ? [Controller.done(more: 0, cookie: [9])] : [.done(12, message: "0000202C")]
        }
        if hasCursor {
            let cursor = try cursor(of: try await read(controller))
            #expect(try await read(controller, since: cursor) == [.mustReadInFull(.cookieRefused)])
        } else {
            let error = await #expect(throws: LDAPError.self) { _ = try await read(controller) }
            #expect(error?.resultCode == .unavailableCriticalExtension)
        }
    }

    private static let faults: [(String, [ScriptedStep])] = [
        ("no control", [Controller.object("a"), .done()]),
        ("a control without a value", [.done(controls: [ScriptedControl(Controller.dirSync, nil)])]),
        ("a control cut short", [.done(controls: [ScriptedControl(Controller.dirSync, [0x30, 8, 2, 1, 0, 2, 1])])]),
        ("an empty cookie", [Controller.done(more: 0, cookie: [])]),
        ("the same cookie again and again", [Controller.done(more: 1, cookie: [7])]),
        (
            "the same cookie again and again, with changes",
            [Controller.object("a"), Controller.done(more: 1, cookie: [7])]
        ),
        ("a change of nobody", [.entry("CN=a", [("name", ["a"])]), Controller.done(more: 0, cookie: [7])]),
    ]

    @Test("an answer that makes no sense fails", arguments: faults.indices)
    func faulty(_ index: Int) async throws {
        let (what, steps) = Self.faults[index]
        let controller = try Controller { _ in steps }
        let error = await #expect(throws: LDAPError.self, "\(what)") { _ = try await read(controller) }
        #expect(error?.code == .protocolViolation, "\(what): \(error?.description ?? "")")
    }

    @Test("new cookies without a change, for ever, are given up")
    func circles() async throws {
        let controller = try Controller { request in
            [Controller.done(more: 1, cookie: Controller.cookie(request) == [1] ? [2] : [1])]
        }
        let error = await #expect(throws: LDAPError.self) { _ = try await read(controller) }
        #expect(error?.code == .protocolViolation)
    }

    @Test("a reading that has failed fails again, and does not end like one that is complete")
    func failsAgain() async throws {
        let controller = try Controller { _ in [.done(51)] }
        let connection = try await controller.connect()
        var pages = connection.directorySync(request, table: AttributeTable()).makeAsyncIterator()
        for _ in 0..<2 {
            let error = await #expect(throws: LDAPError.self) { _ = try await pages.next() }
            #expect(error?.code == .busy)
        }
    }

    @Test("values that came and went keep their names, and are not taken for ranges")
    func incremental() async throws {
        let controller = try Controller { request in
            let names = [
                ("objectGUID", [Controller.guid("g")]), ("member;range=1-1", ["CN=in"]),
                ("member;range=0-0", ["CN=out"]),
            ]
            return [.entry("CN=g", names), Controller.done(more: 0, cookie: [1])]
        }
        let connection = try await controller.connect()
        let table = AttributeTable()
        var pages = connection.directorySync(request, flags: .incrementalValues, table: table).makeAsyncIterator()
        guard case .changes(let page) = try await pages.next(), let entry = page.changes.first?.entry else {
            throw CancellationError()
        }
        let view = Entry(entry, table: table)
        #expect(view.texts("member;range=1-1") == ["CN=in"] && view.texts("member;range=0-0") == ["CN=out"])
        #expect(controller.searches.count == 1)
        await connection.close()
    }
}
