import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("The tenant read as Graph")
struct GraphTests {
    private let fixture: ServiceFixture

    init() async throws {
        fixture = try ServiceFixture()
        let people = [
            ("a", "ada@contoso.test", "Ada Andersson", "Chair", "True", ["SMTP:ada@contoso.test"]),
            ("b", "bo@contoso.test", "Bo O'Brien", "", "False", []),
            ("c", "cy@fabrikam.test", "Cy Čapek", "Chair", "True", ["SMTP:cy@fabrikam.test", "smtp:c@fabrikam.test"]),
        ]
        for (anchor, name, display, title, isEnabled, addresses) in people {
            var values: [AttributeName: [String]] = [
                "userPrincipalName": [name], "displayName": [display], "accountEnabled": [isEnabled],
                "proxyAddresses": addresses,
            ]
            if !title.isEmpty { values["title"] = [title] }
            try await fixture.tenant.process(.add(anchor, values))
        }
        let group: [AttributeName: [String]] = ["displayName": ["All"], "securityEnabled": ["True"]]
        try await fixture.tenant.process(TenantChange(.add, "g", group, "group"))
    }

    private static let filterCases: [(String, [String])] = [
        ("", ["a", "b", "c"]),
        ("jobTitle eq 'chair'", ["a", "c"]),
        ("jobTitle ne 'Chair'", ["b"]),
        ("jobTitle eq null", ["b"]),
        ("jobTitle ne null", ["a", "c"]),
        ("jobTitle in ('Chair', 'Clerk')", ["a", "c"]),
        ("startswith(displayName,'bo')", ["b"]),
        ("displayName eq 'Bo O''Brien'", ["b"]),
        ("displayName eq 'Cy Čapek'", ["c"]),
        ("displayName eq 'CY čAPEK'", ["c"]),
        ("displayName in ('cy čapek')", ["c"]),
        ("startswith(displayName,'cy č')", ["c"]),
        ("endswith(displayName,'ČAPEK')", ["c"]),
        ("displayName ge 'cy čapek'", ["c"]),
        ("endswith(userPrincipalName,'@fabrikam.test')", ["c"]),
        ("not startswith(displayName,'Bo')", ["a", "c"]),
        ("not (jobTitle eq 'Chair')", ["b"]),
        ("accountEnabled eq true and jobTitle eq 'Chair' or displayName eq 'bo o''brien'", ["a", "b", "c"]),
        ("accountEnabled eq true and (jobTitle eq 'x' or displayName ge 'c')", ["c"]),
        ("proxyAddresses/any(x:x eq 'smtp:c@fabrikam.test')", ["c"]),
        ("proxyAddresses/any(p:startswith(p,'SMTP:a') or endswith(p,'nobody'))", ["a"]),
        ("onPremisesSyncEnabled eq true", ["a", "b", "c"]),
        ("onPremisesImmutableId eq 'b'", ["b"]),
    ]

    @Test("conditions let through what they should", arguments: filterCases)
    func filter(_ filter: String, _ expected: [String]) async throws {
        let query = filter.isEmpty ? "" : "&$filter=" + Self.encoded(filter)
        let found = try await fixture.list("/v1.0/users?$select=onPremisesImmutableId" + query, "onPremisesImmutableId")
        #expect(found.sorted() == expected)
        let counted = try await fixture.reply("GET", "/v1.0/users/$count" + query.replacing("&", with: "?"))
        guard case .response(let response) = counted else { return }
        #expect(String(decoding: response.body, as: UTF8.self) == "\(expected.count)")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { ASCII.isLetter($0) || ASCII.isDigit($0) ? String(UnicodeScalar($0)) : "%\(ASCII.hex([$0]))" }
            .joined()
    }

    private static let mistakeCases: [(String, Int)] = [
        ("/v1.0/users?$top=0", 400), ("/v1.0/users?$top=1000", 400), ("/v1.0/users?$top=99999999999999999999", 400),
        ("/v1.0/users?$select=nothing", 400), ("/v1.0/users?$expand=manager", 400), ("/v1.0/users?$top=1&$top=2", 400),
        ("/v1.0/users?$orderby=proxyAddresses", 400), ("/v1.0/users?$orderby=displayName%20up", 400),
        ("/v1.0/users?$skiptoken=p.x", 400), ("/v1.0/users?$skiptoken=o.-1&$orderby=displayName", 400),
        ("/v1.0/users?$skiptoken=" + String(repeating: ".", count: 100), 400),
        ("/v1.0/users/delta?$deltatoken=9223372036854775807", 410), ("/v1.0/users/delta?$deltatoken=x", 400),
        ("/v1.0/users/delta?$skiptoken=i.99999.00000000-0000-0000-0000-000000000000", 410),
        ("/v1.0/users/delta?$skiptoken=i.-1.00000000-0000-0000-0000-000000000000", 400),
        ("/v1.0/users/delta?$skiptoken=d.99999.00000000-0000-0000-0000-000000000000", 410),
        ("/v1.0/robots", 400), ("/v1.0/users/nobody@x.test", 404), ("/v1.0/users/a/b/c", 400), ("/v2/users", 404),
        ("/", 404), ("/v1.0/users/00000000-0000-0000-0000-000000000000", 404),
    ]

    @Test("what cannot be answered is said in Graph's shape", arguments: mistakeCases)
    func mistakes(_ target: String, _ status: Int) async throws {
        let (found, json) = try await fixture.get(target)
        #expect(found == status, "\(json)")
        #expect(json["error"]?["code"]?.text?.isEmpty == false && json["error"]?["message"]?.text?.isEmpty == false)
    }

    private static let hostileFilters = [
        "", "eq", "jobTitle", "jobTitle eq", "jobTitle eq 'x", "jobTitle eq x", "accountEnabled eq 'x'",
        "nothing eq 'x'",
        "jobTitle eq 'x' and", "(jobTitle eq 'x'", "jobTitle eq 'x')", "jobTitle in ()", "jobTitle in ('x'",
        "startswith(jobTitle)", "startswith(accountEnabled,'x')", "not", "proxyAddresses eq 'x'",
        "proxyAddresses/any(x:y eq 'x')", "proxyAddresses/all(x:x eq 'x')", "jobTitle/any(x:x eq 'x')",
        "proxyAddresses/any(x:proxyAddresses/any(y:y eq 'x'))", "onPremisesProvisioningErrors eq null", "\u{0}",
        "jobTitle 💥",
        String(repeating: "(", count: 5000) + "jobTitle eq 'x'" + String(repeating: ")", count: 5000),
        String(repeating: "not ", count: 900) + "jobTitle eq 'x'",
        String(repeating: "jobTitle eq 'x' or ", count: 2000) + "jobTitle eq 'x'",
        "jobTitle eq '" + String(repeating: "x", count: 20_000) + "'",
    ]

    @Test("I8: a hostile condition is a mistake and no trap", arguments: hostileFilters)
    func hostile(_ filter: String) async throws {
        let (status, json) = try await fixture.get("/v1.0/users?$filter=" + Self.encoded(filter))
        #expect(status == 400, "\(json)")
    }

    @Test("nothing that a condition could be traps", arguments: SeededGenerator.seeds(20))
    func noise(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "jobTitle", "displayName", "eq", "ne", "in", "and", "or", "not", "(", ")", ",", "'x'", "null", "true",
            "proxyAddresses", "/", "any", "x", ":", "startswith", "'", "%", "é",
        ]
        for _ in 0..<100 {
            let text = (0..<generator.number(below: 14)).map { _ in words[generator.number(below: words.count)] }
            let (status, _) = try await fixture.get(
                "/v1.0/users?$filter=" + Self.encoded(text.joined(separator: " "))
            )
            #expect(status == 200 || status == 400, "\(generator) \(text)")
        }
    }

    @Test(
        "pages of any size bring every object once, in the order that is asked for",
        arguments: [1, 2, 3, 999],
        [
            ("displayName", ["Ada Andersson", "Bo O'Brien", "Cy Čapek"]),
            ("displayName desc", ["Cy Čapek", "Bo O'Brien", "Ada Andersson"]),
            ("jobTitle,displayName desc", ["Bo O'Brien", "Cy Čapek", "Ada Andersson"]),
            ("accountEnabled desc,userPrincipalName", ["Ada Andersson", "Cy Čapek", "Bo O'Brien"]), ("", []),
        ]
    )
    func pages(_ size: Int, _ order: (String, [String])) async throws {
        let query = order.0.isEmpty ? "" : "&$orderby=" + Self.encoded(order.0)
        let found = try await fixture.list("/v1.0/users?$top=\(size)" + query, "displayName")
        if order.1.isEmpty {
            #expect(found.sorted() == ["Ada Andersson", "Bo O'Brien", "Cy Čapek"])
        } else {
            #expect(found == order.1)
        }
    }

    @Test("names that differ in case alone are one in an order, whatever their letters")
    func orderWithoutCase() async throws {
        let fixture = try ServiceFixture()
        try await fixture.tenant.process(
            .add("x", ["displayName": ["Émile"], "userPrincipalName": ["a@contoso.test"]]),
            .add("y", ["displayName": ["émile"], "userPrincipalName": ["z@contoso.test"]])
        )
        let query = "/v1.0/users?$orderby=displayName,userPrincipalName%20desc"
        #expect(try await fixture.list(query, "userPrincipalName") == ["z@contoso.test", "a@contoso.test"])
    }

    @Test("one object is found by its identity or its principal name, and shows what was selected")
    func single() async throws {
        let path = "/v1.0/users/ada%40contoso.test"
        let (status, json) = try await fixture.get(path + "?$select=id,jobTitle,accountEnabled,proxyAddresses,city")
        #expect(status == 200)
        #expect(json.keys.sorted() == ["@odata.context", "accountEnabled", "city", "id", "jobTitle", "proxyAddresses"])
        #expect(json["accountEnabled"] == .flag(true) && json["city"] == .null)
        #expect(json["proxyAddresses"] == .array([.string("SMTP:ada@contoso.test")]))
        let id = try #require(json["id"]?.text)
        #expect(try await fixture.get("/v1.0/users/\(id)").json["displayName"]?.text == "Ada Andersson")
        #expect(try await fixture.get("/v1.0/groups/\(id)").status == 404)
        #expect(try await fixture.get("/v1.0/users?$count=true&$top=1").json["@odata.count"] == .number(3))
    }

    @Test("changes since a link come once, and say what has gone")
    func delta() async throws {
        func changes(_ target: String) async throws -> (values: [JSONValue], link: String) {
            var values: [JSONValue] = []
            var next = target
            while true {
                let json = try await fixture.get(next).json
                values += json["value"]?.list ?? []
                let base = "http://127.0.0.1:8091".count
                if let link = json["@odata.deltaLink"]?.text { return (values, String(link.dropFirst(base))) }
                next = String(try #require(json["@odata.nextLink"]?.text).dropFirst(base))
            }
        }
        let first = try await changes("/v1.0/users/delta?$select=displayName&$top=2")
        #expect(first.values.count == 3)
        #expect(try await changes(first.link).values.isEmpty)
        let latest = try await changes("/v1.0/users/delta?$deltatoken=latest")
        #expect(latest.values.isEmpty)
        try await fixture.tenant.process(.update("a", ["displayName": ["Ada"]]), .delete("b"), .add("d"))
        let second = try await changes(first.link)
        #expect(second.values.count == 3)
        #expect(second.values.contains { $0["displayName"]?.text == "Ada" })
        #expect(second.values.contains { $0["@removed"]?["reason"]?.text == "changed" })
        #expect(try await changes(latest.link).values.count == 3)
        // The group is no user, and gone for good.
        let groups = try await changes("/v1.0/groups/delta")
        try await fixture.tenant.process(.delete("g", "group"))
        #expect(try await changes(groups.link).values.first?["@removed"]?["reason"]?.text == "deleted")
        #expect(try await changes(second.link).values.isEmpty)
    }

    @Test("the identity of a device is the GUID that people know, in lists and changes, and is found by it")
    func device() async throws {
        let (guid, other) = ("0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9", "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b")
        let bytes = try #require(ObjectGUID(guid)).bytes
        for (anchor, value) in [("bytes", bytes), ("text", Array(other.utf8))] {
            let addition = TenantChange(
                operation: .add,
                objectClass: "device",
                anchor: anchor,
                name: "CN={\(anchor)}",
                attributes: [
                    .init(name: "deviceId", values: [value]),
                    .init(name: "displayName", values: [Array(anchor.utf8)]),
                ]
            )
            try await fixture.tenant.process(addition)
        }
        let shown = try await fixture.list("/v1.0/devices?$orderby=deviceId", "deviceId")
        #expect(shown == [guid, other])
        for filter in ["deviceId eq '\(guid)'", "deviceId eq '\(guid.uppercased())'", "startswith(deviceId,'0a1b')"] {
            let found = try await fixture.list("/v1.0/devices?$filter=" + Self.encoded(filter), "displayName")
            #expect(found == ["bytes"], "\(filter)")
        }
        let changes = try await fixture.get("/v1.0/devices/delta").json["value"]?.list ?? []
        #expect(Set(changes.compactMap { $0["deviceId"]?.text }) == Set(shown))
    }

    @Test("without the token there is nothing to read", arguments: [nil, "", "wrong", "a token of tests "])
    func token(_ token: String?) async throws {
        for target in ["/v1.0/users", "/dryad/v1/state", "/"] {
            guard case .response(let response) = try await fixture.reply("GET", target, token: token) else {
                Issue.record("no answer")
                continue
            }
            #expect(response.status == 401 && response.header("www-authenticate") == "Bearer")
        }
    }

    @Test("people who read cannot write", arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func readOnly(_ method: String) async throws {
        guard case .response(let response) = try await fixture.reply(method, "/v1.0/users") else { return }
        #expect(response.status == 405)
        #expect(try await fixture.list("/v1.0/users", "id").count == 3)
    }
}
