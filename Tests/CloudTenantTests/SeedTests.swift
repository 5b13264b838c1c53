import CloudTenant
import Diagnostics
import Directory
import Testing

@Suite("Seeds")
struct SeedTests {
    private func read(_ text: String) throws -> [SeedRecord] {
        try SeedReader.read(SourceText(name: "seed", text: text))
    }

    private func texts(_ record: SeedRecord?, _ name: AttributeName) -> [String]? {
        record?.attributes.first { $0.name == name }?.values.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("rows: quotes, lists, Graph's names, cells that say nothing, line ends of both kinds")
    func rows() throws {
        let records = try read(
            "\u{FEFF}\"userPrincipalName\",displayName,jobTitle,proxyAddresses,Id,onPremisesSyncEnabled\r\n"
                + "ada@x.test,\"Ada \"\"A\"\", née B\",,SMTP:ada@x.test; smtp:a@x.test,11111111-2222-4333-8444-555555555555,True\n"
                + "\r\nbob@x.test,\"two\nlines\",Chair,,,"
        )
        #expect(records.map(\.objectClass) == ["user", "user"])
        #expect(texts(records.first, "displayName") == ["Ada \"A\", née B"])
        #expect(texts(records.first, "proxyAddresses") == ["SMTP:ada@x.test", "smtp:a@x.test"])
        #expect(texts(records.first, "title") == nil)
        #expect(records.first?.id?.description == "11111111-2222-4333-8444-555555555555")
        #expect(records.map(\.isSynchronized) == [true, nil])
        #expect(texts(records.last, "displayName") == ["two\nlines"] && texts(records.last, "title") == ["Chair"])
    }

    private static let answers: [String] = {
        let user = """
            {"@odata.type": "#microsoft.graph.user", "userPrincipalName": "ada@x.test", "mail": null,
             "proxyAddresses": [], "accountEnabled": true, "businessPhones": ["1", "2"], "assignedLicenses": [{"skuId": "x"}],
             "onPremisesExtensionAttributes": {"extensionAttribute1": "e\\u00e9\\ud83d\\ude00", "extensionAttribute2": null},
             "memberOf": [{"@odata.type": "#microsoft.graph.directoryRole", "displayName": "Reader"}]}
            """
        let line = user.replacing("\n", with: "")
        return [
            user, "[\(user)]", "{\"value\": [\(user)]}", line + "\n",
            "{\"@odata.context\": \"https://graph.example/v1.0/$metadata#users(id)\", \"value\": [\(user.replacing("\"@odata.type\": \"#microsoft.graph.user\", ", with: ""))]}",
        ]
    }()

    @Test("JSON in every shape; null says nothing, an empty list does", arguments: answers)
    func shapes(_ text: String) throws {
        let record = try #require(try read(text).first)
        #expect(record.objectClass == "user" && record.roles == ["Reader"])
        #expect(texts(record, "mail") == nil && texts(record, "proxyAddresses") == [])
        #expect(texts(record, "accountEnabled") == ["True"])
        #expect(texts(record, "telephoneNumber") == ["1", "2"])
        #expect(texts(record, "extensionAttribute1") == ["eé😀"] && texts(record, "extensionAttribute2") == nil)
        #expect(texts(record, "assignedLicenses") == nil)
    }

    @Test(
        "a flag is no difference to what rules give, however a tool spells it",
        arguments: [
            "userPrincipalName,accountEnabled\na@x.test,TRUE\nb@x.test,false\n",
            "[{\"userPrincipalName\": \"a@x.test\", \"accountEnabled\": \"true\"}, "
                + "{\"userPrincipalName\": \"b@x.test\", \"accountEnabled\": false}]",
        ]
    )
    func flagSpelling(_ text: String) async throws {
        let fixture = try TenantFixture()
        try await fixture.seed(text)
        let table = fixture.store.table
        let objects = try await fixture.store.objects()
        let shown = objects.map { Entry($0.entry, table: table).texts("accountEnabled") }
        #expect(Set(shown) == Set([["True"], ["False"]]))
        let change = TenantChange.update("a", ["accountEnabled": ["True"]])
        let same = objects.filter { $0.differences(to: change, table: table).isEmpty }
        #expect(same.count == 1)
    }

    private static let wrong: [(text: String, found: [String])] = [
        ("", ["SEED001@0"]), ("displayName\n", ["SEED001@0"]),
        ("a,b\n1\n1,2,3\n", ["SEED023@2", "SEED023@3"]),
        ("userPrincipalName,Userprincipalname,\n", ["SEED022@1", "SEED021@1"]),
        ("userPrincipalName\n\"ada\n", ["SEED020@2"]),
        ("userPrincipalName,x\n\"ada\"b,1\nb\"c,2\nd@x.test,3\n", ["SEED020@2", "SEED020@3"]),
        (
            "objectType,displayName,id,onPremisesSyncEnabled,onPremisesSecurityIdentifier\nrobot,a,x,maybe,S-0\nuser,,,,\n",
            ["SEED010@2", "SEED014@2", "SEED015@2", "SEED016@2", "SEED013@3"]
        ),
        ("displayName\nAda\n", ["SEED010@2"]),
        ("userPrincipalName,jobTitle,title\na@x.test,b,c\n", ["SEED012@2"]),
        ("userPrincipalName,deletedDateTime\na@x.test,\nb@x.test,2026-01-01T00:00:00Z\n", ["SEED018@3"]),
        ("[{\"userPrincipalName\": \"a@x.test\"},\n 5,\n {}]", ["SEED033@2", "SEED010@3", "SEED013@3"]),
        ("{\"value\": [\n{\"id\": \"1\", \"id\": \"2\"}]}", ["SEED030@2"]),
        ("{\"value\": 1}", ["SEED031@1"]), ("{\"value\": [],\n\"@odata.nextLink\": \"x\"}", ["SEED032@2"]),
        ("[1 2]", ["SEED030@1"]), ("[01]", ["SEED030@1"]), ("[\"\\x\"]", ["SEED030@1"]),
        ("[\"\\ud800\"]", ["SEED030@1"]),
        ("{\"a\": \"b", ["SEED030@1"]), ("[tru", ["SEED030@1"]), ("[", ["SEED030@1"]), ("{\"a\"", ["SEED030@1"]),
        (String(repeating: "[", count: 100_000), ["SEED030@1"]),
    ]

    @Test("mistakes are told all at once, with their lines", arguments: wrong)
    func mistakes(_ text: String, _ expected: [String]) throws {
        let error = try #require(throws: SeedError.self) { try read(text) }
        let found = error.diagnostics.map { one in
            "\(one.code)@\(one.range.flatMap { range in one.source?.position(at: range.start).line } ?? 0)"
        }
        #expect(found == expected, "\(error)")
    }

    @Test("a seed that was cut anywhere is refused, or is a whole one of fewer objects")
    func cut() throws {
        let json =
            "{\"value\": [{\"objectType\": \"user\", \"mail\": \"a@x.test\"}, {\"objectType\": \"user\", \"mail\": \"b@x.test\"}]}"
        for length in 0..<json.utf8.count {
            #expect(throws: SeedError.self) { try read(String(decoding: json.utf8.prefix(length), as: UTF8.self)) }
        }
    }

    @Test("what cannot be in the tenant stops the whole seed")
    func conflicts() async throws {
        let fixture = try TenantFixture()
        try await fixture.process(
            .add("a", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test"]])
        )
        let before = try await fixture.store.objects()
        let error = await #expect(throws: SeedError.self) {
            try await fixture.seed(
                """
                userPrincipalName,mail,proxyAddresses,onPremisesImmutableId,id
                new@x.test,new@x.test,,,
                ADA@x.test,,,,
                b@x.test,ada@x.test,,,
                c@x.test,,,a,11111111-2222-4333-8444-555555555555
                NEW@x.test,,,,
                d@x.test,,smtp:new@x.test,,
                e x@x.test,,,,
                f@x.test,,,a,

                """
            )
        }
        let found = error?.diagnostics.map {
            "\($0.code)@\($0.range.map { error?.diagnostics.first?.source?.position(at: $0.start).line ?? 0 } ?? 0)"
        }
        #expect(
            found == ["SEED042@3", "SEED042@4", "SEED041@5", "SEED040@6", "SEED042@7", "SEED043@8"],
            "\(error as Any)"
        )
        #expect(error?.description.contains("the object of line 2") == true)
        #expect(try await fixture.store.objects() == before)
    }

    private static let mistaken: [(text: String, found: [String])] = [
        (
            """
            objectType,displayName,userPrincipalName,mail,id,accountEnabled,onPremisesSyncEnabled
            robot,A,a b@x.test,,x,perhaps,maybe
            user,B,b b@x.test,,,perhaps,
            user,C,c@x.test,ada@x.test,,maybe,
            user,E,C@x.test,ada@x.test,11111111-2222-4333-8444-555555555555,,

            """,
            [
                "SEED010@2:1", "SEED043@2:9", "SEED014@2:21", "SEED043@2:23", "SEED015@2:31", "SEED043@3:8",
                "SEED043@3:21", "SEED042@4:17", "SEED043@4:29", "SEED042@5:8", "SEED042@5:17",
            ]
        ),
        (
            """
            objectType,displayName,proxyAddresses,onPremisesImmutableId
            user,A,smtp:a;SMTP:ada@x.test;smtp:b,a
            group,B,,b@x.test
            user,C,x,c
            user,D,X,c

            """,
            ["SEED042@2:8", "SEED043@2:8", "SEED043@2:8", "SEED043@3:10", "SEED040@5:1"]
        ),
        (
            """
            {"objectType": "user", "userPrincipalName": "a b@x.test", "accountEnabled": "x"}
            {"objectType": "user", "mail": "ADA@x.test"}
            {"objectType": "user", "onPremisesImmutableId": "z", "mail": "ada@x.test", "onPremisesSyncEnabled": "x"}
            {"id": "x", "userPrincipalName": "ada@x.test"}
            {"objectType":
            """,
            ["SEED043@1:45", "SEED043@1:77", "SEED042@2:32", "SEED015@3:101", "SEED014@4:8", "SEED030@5:15"]
        ),
    ]

    @Test(
        "all mistakes of all objects are told at once, those against the tenant with those of reading",
        arguments: mistaken
    )
    func together(_ text: String, _ expected: [String]) async throws {
        let fixture = try TenantFixture()
        try await fixture.process(
            .add("z", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test"]])
        )
        let before = try await fixture.store.objects()
        let error = await #expect(throws: SeedError.self) { try await fixture.seed(text) }
        let found = error?.diagnostics.map { one in
            "\(one.code)@" + (one.range.flatMap { range in one.source?.position(at: range.start).description } ?? "")
        }
        #expect(found == expected, "\(error as Any)")
        #expect(try await fixture.store.objects() == before)
    }

    @Test(
        "of very many mistakes the first thousand are written out, in a file of one line as well",
        arguments: [", ", ",\n"]
    )
    func many(_ separator: String) async throws {
        let fixture = try TenantFixture()
        let users = (0..<1_200).map { "{\"objectType\": \"user\", \"userPrincipalName\": \"a b\($0)@x.test\"}" }
        let error = await #expect(throws: SeedError.self) {
            try await fixture.seed("[" + users.joined(separator: separator) + "]")
        }
        #expect(error?.diagnostics.count == 1_200)
        let text = error?.description ?? ""
        #expect(text.hasSuffix("\n… and 200 more mistakes"), "\(text.suffix(200))")
        #expect(text.contains("\"a b999@x.test\" is not of the form") && !text.contains("\"a b1000@x.test\" is not"))
        #expect(try await fixture.store.objects().isEmpty)
    }

    private static let encodings: [(bytes: [UInt8], place: String?, notes: Int)] = [
        (Array("mail\na@x.test\nM".utf8) + [0xFC] + Array("ller@x.test\n".utf8), "3:2", 1),
        (Array("displayName\nÄ".utf8) + [0xE4, 0x0A, 0xFC, 0xFC, 0x0A] + Array("b\n".utf8) + [0xC3], "2:2", 2),
        (Array("[{\"displayName\": \"".utf8) + [0xC3] + Array("\"}]".utf8), "1:19", 1),
        ([0xFF, 0xFE, 0x6D, 0x00], nil, 1), ([0xFE, 0xFF, 0x00, 0x6D], nil, 1),
    ]

    @Test("a file that is not UTF-8 is refused with the place and what to do", arguments: encodings)
    func encoding(_ bytes: [UInt8], _ place: String?, _ notes: Int) throws {
        let error = try #require(throws: SeedError.self) { try SeedReader.text(of: bytes, named: "seed") }
        let found = try #require(error.diagnostics.first)
        #expect(error.diagnostics.count == 1 && found.code == "SEED002" && found.notes.count == notes, "\(error)")
        #expect(found.range.flatMap { found.source?.position(at: $0.start).description } == place, "\(error)")
        #expect(error.description.contains("save it as UTF-8"), "\(error)")
    }

    @Test("text of a file is taken as it is")
    func plain() throws {
        let text = "mail\nZoë \u{FFFD} 😀\n"
        #expect(try SeedReader.text(of: Array(text.utf8), named: "seed") == SourceText(name: "seed", text: text))
    }

    @Test("a flag that is neither true nor false stops the seed", arguments: ["maybe", "1"])
    func flags(_ value: String) async throws {
        let fixture = try TenantFixture()
        let error = await #expect(throws: SeedError.self) {
            try await fixture.seed("userPrincipalName,accountEnabled\na@x.test,\(value)\n")
        }
        #expect(error?.diagnostics.map { "\($0.code)" } == ["SEED043"])
        #expect(try await fixture.store.objects().isEmpty)
    }

    @Test("the same seed twice adds nothing; identities do not follow from the order")
    func twice() async throws {
        let fixture = try TenantFixture()
        let rows = ["user,a@x.test", "group,b@x.test", "user,c@x.test"]
        func text(_ rows: [String]) -> String { (["objectType,mail"] + rows).joined(separator: "\n") }
        let first = try await fixture.seed(text(rows))
        #expect(first.added == ["user": 2, "group": 1] && first.present == 0)
        let second = try await fixture.seed(text(rows.reversed()))
        #expect(second.added.isEmpty && second.present == 3)
        #expect(try await fixture.store.read { try $0.state() }.present == 3)
    }
}
