import CloudTenant
import Directory
import Foundation
import Testing

@Suite("What somebody who explains objects asks the tenant over the batch API")
struct LookupTests {
    private let fixture: ServiceFixture

    init() throws { fixture = try ServiceFixture() }

    private func ask(
        _ what: String,
        _ body: String,
        token: String? = ServiceFixture.token
    ) async throws
        -> TenantResponse
    {
        guard
            case .response(let response) = try await fixture.reply(
                "POST",
                "/dryad/v1/\(what)",
                body: body,
                token: token
            )
        else {
            Issue.record("no answer")
            return TenantResponse(status: 0)
        }
        return response
    }

    private func find(_ question: TenantQuestion) async throws -> FoundObject.Answer {
        let body = String(decoding: try JSONEncoder().encode(question), as: UTF8.self)
        let response = try await ask("lookups", body)
        #expect(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
        return try JSONDecoder().decode(FoundObject.Answer.self, from: Data(response.body))
    }

    private func name(_ text: String, _ attributes: AttributeName...) -> TenantQuestion {
        TenantQuestion(names: [.init(attributes: attributes, text: text)])
    }

    @Test("an object is found by identity, anchor, address and name, with everything byte for byte, deleted or not")
    func found() async throws {
        let photo: [UInt8] = [0xFF, 0xD8, 0, 1]
        let ada = TenantChange(
            operation: .add,
            objectClass: "user",
            anchor: "ada",
            name: "CN={ada}",
            attributes: [
                .init(name: "userPrincipalName", values: [Array("ada@contoso.test".utf8)]),
                .init(name: "proxyAddresses", values: [Array("SMTP:Ada.A@contoso.test".utf8)]),
                .init(name: "thumbnailPhoto", values: [photo]),
            ]
        )
        try await fixture.tenant.process(
            ada,
            .add("bea", ["userPrincipalName": ["ADA@contoso.test"], "displayName": ["Twin"]]),
            .add("cleo", ["displayName": ["Twin"]])
        )
        let stored = try #require(try await fixture.tenant.object("ada"))
        let questions = [
            TenantQuestion(id: "\(stored.id)"), TenantQuestion(anchors: ["nobody", "ada"]),
            name("ada.a@contoso.test", "proxyAddresses"), TenantQuestion(holding: "ada.a@contoso.test"),
            TenantQuestion(holding: "ADA@contoso.test"),
        ]
        for question in questions {
            let answer = try await find(question)
            #expect(answer.count == 1, "\(question)")
            // The same object with a table of whoever asks, whose numbers are others.
            let table = AttributeTable(["first", "thumbnailPhoto"])
            let found = try #require(answer.objects.first?.object(in: table))
            #expect(found.id == stored.id && found.details == stored.details && found.entry.dn == "CN={ada}")
            #expect(Entry(found.entry, table: table).bytes("thumbnailPhoto") == [photo])
            #expect(Entry(found.entry, table: table).names.count == stored.entry.attributes.count)
        }
        // What is kept back comes along; of two of one name both are told, and of a level the first that finds any.
        let bea = try await find(TenantQuestion(anchors: ["bea"]))
        #expect(bea.objects.first?.details.errors.map(\.value) == ["ADA@contoso.test"])
        #expect(try await find(name("twin", "displayName")).count == 2)
        var both = name("ada@contoso.test", "userPrincipalName")
        both.names += name("twin", "displayName").names
        #expect(try await find(both).objects.map(\.anchor) == ["ada"])
        try await fixture.tenant.process(.delete("ada"))
        let deleted = try await find(name("ada@contoso.test", "userPrincipalName"))
        #expect(deleted.objects.map(\.anchor) == ["ada"] && deleted.objects[0].deletedSince != nil)
        #expect(try await find(TenantQuestion()).count == 0)
    }

    @Test("of many that have one name, a part is told with how many there are")
    func many() async throws {
        for number in 0..<FoundObject.most + 5 {
            try await fixture.tenant.process(.add("a\(number)", ["displayName": ["Everybody"]]))
        }
        let answer = try await find(name("everybody", "displayName"))
        #expect(answer.objects.count == FoundObject.most && answer.count == FoundObject.most + 5)
    }

    @Test("a rehearsal says what the export would say, and leaves nothing behind")
    func rehearsal() async throws {
        try await fixture.tenant.process(.add("a", ["userPrincipalName": ["ada@contoso.test"]]))
        let before = try await fixture.tenant.store.objects()
        let state = try await fixture.tenant.store.read { try $0.state() }
        let batch = #"""
            {"changes":[
            {"id":"01010101-0101-0101-0101-010101010101","operation":"add","class":"user","anchor":"b","name":"CN=b",
            "attributes":{"userPrincipalName":["ADA@contoso.test"]}},
            {"id":"01010101-0101-0101-0101-010101010102","operation":"update","class":"user","anchor":"none","name":"CN=n"}]}
            """#
        let rehearsed = try await ask("rehearsals", batch)
        #expect(rehearsed.status == 200)
        #expect(try await fixture.tenant.store.objects() == before)
        #expect(try await fixture.tenant.store.read { try $0.state() } == state)
        let said = ExchangeReader.answer(rehearsed.body, expecting: 2)?.verdicts ?? []
        #expect(said.map(\.word) == ["created", "cd-missing-object"])
        #expect(said.first?.conflicts == ["userPrincipalName=ADA@contoso.test"])
        // The export itself says the same: that it was rehearsed did not spend its names.
        #expect(ExchangeReader.answer(try await ask("exports", batch).body, expecting: 2)?.verdicts == said)
    }

    @Test("nothing is told without the token, and what is no question is refused")
    func refusals() async throws {
        let long = String(repeating: "x", count: 5000)
        let many = (0...100).map { "\"\($0)\"" }.joined(separator: ",")
        for body in [
            "", "[]", "{}", "{\"anchors\":[1],\"names\":[]}", "{\"anchors\":[\(many)],\"names\":[]}",
            "{\"anchors\":[],\"names\":[{\"attributes\":[\"cn\"],\"text\":\"\(long)\"}]}",
        ] {
            #expect(try await ask("lookups", body).status == 400, "\(body.prefix(60))")
        }
        #expect(try await ask("rehearsals", "{\"changes\":[]}").status == 400)
        for what in ["lookups", "rehearsals"] {
            #expect(try await ask(what, "{\"anchors\":[],\"names\":[]}", token: nil).status == 401)
            #expect(try await ask(what, "{\"anchors\":[],\"names\":[]}", token: "another").status == 401)
            #expect(try await fixture.get("/dryad/v1/\(what)").status == 405)
        }
    }
}
