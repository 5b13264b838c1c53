import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("The batch API of the tenant")
struct ExchangeTests {
    private let fixture: ServiceFixture

    init() throws { fixture = try ServiceFixture() }

    private func id(_ number: Int) throws -> TenantOperationID {
        try #require(TenantOperationID(bytes: [UInt8](repeating: UInt8(number & 255), count: 16)))
    }

    private func send(_ changes: [TenantChange], by writer: TenantWriter? = nil) async throws -> TenantReply {
        let packed = try PackedChanges(changes)
        var batches = BatchWriter(packed.table)
        let request = batches.request(packed, by: writer)
        let body = String(decoding: request.body, as: UTF8.self)
        return try await fixture.reply(request.method, request.target, body: body)
    }

    @Test(
        "a batch arrives as it was sent: texts, bytes, attributes without values",
        arguments: SeededGenerator.seeds(10)
    )
    func roundTrip(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let changes = try (0..<(1 + generator.number(below: 20))).map { number in
            let values: [[UInt8]] = (0..<generator.number(below: 4)).map { _ in
                (0..<generator.number(below: 12)).map { _ in UInt8(generator.number(below: 256)) }
            }
            return TenantChange(
                operation: .add,
                objectClass: "contact",
                anchor: "a\(number)\"\\\u{1}é",
                name: "CN=\n",
                attributes: [.init(name: "info", values: values), .init(name: "url", values: [])],
                operationID: try id(number)
            )
        }
        let writer = TenantWriter(workspace: "/w", host: "h")
        guard case .response(let response) = try await send(changes, by: writer) else {
            return
        }
        #expect(response.status == 200, "\(generator) \(String(decoding: response.body, as: UTF8.self))")
        guard case .verdicts(let verdicts, nil)? = ExchangeReader.answer(response.body, expecting: changes.count) else {
            Issue.record("\(generator)")
            return
        }
        #expect(verdicts.allSatisfy { $0.word == "created" })
        for change in changes {
            let object = try #require(try await fixture.tenant.object(change.anchor))
            let table = fixture.tenant.store.table
            let shown = table.existing("info").map { object.entry.values(of: $0).map { Array($0) } } ?? []
            #expect(Set(shown) == Set(change.attributes[0].values), "\(generator)")
        }
    }

    @Test("verdicts of all kinds come back as they were")
    func verdicts() async throws {
        try await fixture.tenant.process(.add("z", ["userPrincipalName": ["x@y.test"]]))
        try await fixture.tenant.configure { $0.throttle.limit = 3 }
        _ = try await fixture.tenant.tenant.takeOver(by: TenantWriter(workspace: "/other", host: "h"))
        let changes = try [
            TenantChange.add("a", ["userPrincipalName": ["x@y.test"]]), .update("none", [:]), .delete("z"), .add("b"),
        ].enumerated().map { number, change in
            TenantChange(
                operation: change.operation,
                objectClass: change.objectClass,
                anchor: change.anchor,
                name: change.name,
                attributes: change.attributes,
                operationID: try id(number + 1)
            )
        }
        let own = TenantWriter(workspace: "/w", host: "h")
        guard case .response(let response) = try await send(changes, by: own),
            case .verdicts(let verdicts, let writer)? = ExchangeReader.answer(response.body, expecting: 4)
        else {
            Issue.record("no verdicts")
            return
        }
        // The window of the throttle has had one change already.
        #expect(verdicts.map(\.word) == ["created", "cd-missing-object", "429", "429"])
        #expect(verdicts.first?.conflicts == ["userPrincipalName=x@y.test"])
        #expect(writer?.workspace == "/other" && writer?.since != nil)
        let asked = ExportBatch.settlement(
            of: [(try id(1), "a"), (try id(2), "none"), (try id(9), "a")],
            withdrawing: false
        )
        let body = String(decoding: asked.body, as: UTF8.self)
        guard case .response(let settled) = try await fixture.reply("POST", asked.target, body: body) else { return }
        #expect(
            ExchangeReader.settlement(settled.body, expecting: 3)?.map { $0?.word } == [
                "created", "cd-missing-object", nil,
            ]
        )
        try await fixture.tenant.configure { $0.writerPolicy = .refuse }
        guard case .response(let refused) = try await send(changes, by: own) else { return }
        #expect(refused.status == 409 && ExchangeReader.otherWriter(refused.body)?.workspace == "/other")
    }

    private static let faultCases: [(TenantFault, Int, String?)] = [
        (.tooManyRequests(retryAfter: 9), 429, "9"), (.serviceUnavailable, 503, "5"), (.lostAcknowledgement, 0, nil),
    ]

    @Test("faults are what they are called: a status with the time to wait, or no answer at all", arguments: faultCases)
    func faults(_ fault: TenantFault, _ status: Int, _ wait: String?) async throws {
        try await fixture.tenant.tenant.order(OrderedFault(fault))
        let change = TenantChange(
            operation: .add,
            objectClass: "user",
            anchor: "a",
            name: "",
            attributes: [],
            operationID: try id(1)
        )
        let reply = try await send([change])
        guard case .response(let response) = reply else {
            #expect(status == 0)
            #expect(try await fixture.tenant.object("a") != nil)
            return
        }
        #expect(response.status == status && response.header("retry-after") == wait)
        #expect(response.header("dryad-simulated-clock") == "true")
        #expect(try await fixture.tenant.object("a") == nil)
    }

    private static let noBatches = [
        "", "[]", "{}", "{\"changes\":[]}", "{\"changes\":{}}", "{\"changes\":[1]}", "{\"changes\":[{}]}",
        "{\"changes\":[",
        "{\"changes\":[{\"id\":\"x\",\"operation\":\"add\",\"class\":\"user\",\"anchor\":\"a\",\"name\":\"\"}]}",
        String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000), "{} {}", "\u{FEFF}{}",
        "{\"changes\":[" + Array(repeating: "{}", count: 101).joined(separator: ",") + "]}",
        #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"burn","class":"user","anchor":"a","name":""}]}"#,
        #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"a b","anchor":"a","name":""}]}"#,
        #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"a","name":"","attributes":{"a":1}}]}"#,
        #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"a","name":"","attributes":{"a":[{"base64":"*"}]}}]}"#,
        #"{"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"a","name":"","attributes":{"userPrincipalName":["a@x.test"],"USERPRINCIPALNAME":["b@x.test"]}}]}"#,
        #"{"writer":{},"changes":[{"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"a","name":""}]}"#,
    ]

    @Test(
        "a body that is not UTF-8 is refused with the byte where it is not",
        arguments: ["exports", "rehearsals", "operations", "lookups", "synced", "clock"]
    )
    func encoding(_ path: String) async throws {
        let body = Array("{\"anchors\":[\"M".utf8) + [0xFC] + Array("ller\"]}".utf8)
        guard case .response(let response) = try await fixture.reply("POST", "/dryad/v1/\(path)", bytes: body) else {
            Issue.record("no answer")
            return
        }
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(response.status == 400 && text.contains("not UTF-8 at byte 14 (0xFC)"), "\(text)")
    }

    @Test("I8: a body that is no batch is refused whole", arguments: noBatches, ["exports", "operations", "clock"])
    func bodies(_ body: String, _ path: String) async throws {
        guard case .response(let response) = try await fixture.reply("POST", "/dryad/v1/\(path)", body: body) else {
            Issue.record("no answer")
            return
        }
        #expect(response.status == 400, "\(String(decoding: response.body, as: UTF8.self))")
        #expect(try await fixture.tenant.store.objects().isEmpty)
    }

    @Test("an answer that is none is nothing", arguments: noBatches + ["{\"verdicts\":[{}]}", "{\"verdicts\":[null]}"])
    func answers(_ body: String) {
        #expect(ExchangeReader.answer(Array(body.utf8), expecting: 1) == nil)
    }

    @Test("a tenant elsewhere is shown as one's own: state, objects page by page, one object by its anchor")
    func showing() async throws {
        for number in 0..<3 { try await fixture.tenant.process(.add("a\(number)", ["displayName": ["N\(number)"]])) }
        let state = try await fixture.get("/dryad/v1/state").json
        #expect(state["state"]?["exportRequests"] == .number(3))
        #expect(
            try await fixture.get("/dryad/v1/objects?selection=present&class=user").json["objects"]?.list?.count == 3
        )
        #expect(try await fixture.get("/dryad/v1/objects?selection=deleted").json["objects"]?.list?.count == 0)
        #expect(try await fixture.get("/dryad/v1/objects?selection=all").status == 400)
        var (seen, place): ([String?], TenantPlace?) = ([], nil)
        repeat {
            let page = try await fixture.tenant.tenant.descriptions(.present, of: "user", after: place, limit: 2)
            seen += page.objects.map(\.anchor)
            place = try page.next.map { TenantPlace(anchor: $0.anchor, id: try #require(TenantObjectID($0.id))) }
        } while place != nil
        #expect(seen == ["a0", "a1", "a2"])
        #expect(try await fixture.get("/dryad/v1/objects/a1").json["shown"]?["displayName"]?.list == [.string("N1")])
        #expect(try await fixture.get("/dryad/v1/objects/none").status == 404)
        #expect(try await fixture.get("/dryad/v2/state").status == 404)
    }
}
