import CloudTenant
import Directory
import Testing

/// entra-connect 4.6: 7,000 writes in 5 minutes, 84,000 in an hour; reliability C1 to C3.
@Suite("The tenant's throttle and its faults")
struct ThrottleTests {
    @Test("what is too much is put off with the time to wait, and taken then")
    func throttle() async throws {
        let fixture = try TenantFixture()
        try await fixture.configure { $0.throttle.limit = 3 }
        let first = try await fixture.process(.add("a"), .add("b"))
        #expect(first.map(\.word) == ["created", "created"])
        fixture.letPass(100)
        let second = try await fixture.process(.add("c"), .add("d"), .add("e"))
        #expect(second.map(\.word) == ["created", "429", "429"])
        #expect(second[1] == .deferred(status: 429, retryAfter: 200))
        #expect(try await fixture.object("d") == nil)
        try await fixture.tenant.wait(seconds: 199)
        #expect(try await fixture.process(.add("d")) == [.deferred(status: 429, retryAfter: 1)])
        try await fixture.tenant.wait(seconds: 1)
        #expect(try await fixture.process(.add("d"), .add("e")).map(\.word) == ["created", "created"])
        // Another process of the same tenant is throttled with the first.
        #expect(
            try await fixture.another().process([.add("f"), .add("g")]).verdicts.map(\.word) == ["created", "429"]
        )
        try await fixture.configure { $0.throttle.isOn = false }
        #expect(try await fixture.process(.add("g"), .add("h")).map(\.word) == ["created", "created"])
    }

    @Test("a clock that was set back does not stop the tenant")
    func setBack() async throws {
        let fixture = try TenantFixture()
        try await fixture.configure { $0.throttle.limit = 1 }
        try await fixture.process(.add("a"))
        fixture.letPass(-86_400)
        #expect(try await fixture.process(.add("b")).map(\.word) == ["created"])
    }

    @Test(
        "the forecast says how long changes take",
        arguments: [
            (0, 0, 0, "0 min"), (1, 0, 0, "0 min"), (7000, 0, 300, "5 min"), (7001, 300, 300, "5 min"),
            (14_000, 300, 600, "10 min"), (14_024, 600, 601, "11 min"), (84_000, 3300, 3600, "1 h"),
            (212_000, 9000, 9085, "2 h 32 min"),
        ] as [(Int, Int64, Int64, String)]
    )
    func forecast(_ changes: Int, _ wait: Int64, _ atRate: Int64, _ phrase: String) async throws {
        let forecast = TenantThrottle().forecast(of: changes, at: TenantInstant(seconds: 0), nil)
        #expect(forecast.changes == changes && forecast.wait == wait && forecast.atRate == atRate)
        #expect(forecast.phrase == phrase)
    }

    @Test("the forecast counts what the window has taken already, and is what then happens")
    func forecastHolds() async throws {
        let fixture = try TenantFixture()
        try await fixture.configure { $0.throttle.limit = 4 }
        try await fixture.process(.add("0"), .add("1"), .add("2"))
        fixture.letPass(60)
        let forecast = try await fixture.tenant.forecast(of: 10)
        var left = (3..<13).map { TenantChange.add("\($0)") }
        var waited: Int64 = 0
        while !left.isEmpty {
            let verdicts = try await fixture.tenant.process(left).verdicts
            let taken = verdicts.prefix { $0.word == "created" }.count
            left.removeFirst(taken)
            guard case .deferred(_, let seconds)? = verdicts.last, !left.isEmpty else { continue }
            try await fixture.tenant.wait(seconds: seconds)
            waited += seconds
        }
        #expect(forecast.wait == waited && waited == 240 + 600)
    }

    @Test(
        "faults happen where they are planned, and once",
        arguments: [
            (.tooManyRequests(retryAfter: 7), .refused(.tooManyRequests(retryAfter: 7)), []),
            (.serviceUnavailable, .refused(.serviceUnavailable), []),
            (.lostAcknowledgement, .refused(.noAnswer), ["a", "b", "c"]),
        ] as [(TenantFault, TenantAnswer, [String])]
    )
    func faults(_ fault: TenantFault, _ answer: TenantAnswer, _ done: [String]) async throws {
        let fixture = try TenantFixture(faults: [2: fault])
        let changes = ["a", "b", "c"].map { TenantChange.add($0) }
        #expect(try await fixture.tenant.process(changes) == answer)
        #expect(try await fixture.store.objects().map(\.anchor) == done)
        let again = try await fixture.tenant.process(changes).verdicts.map(\.word)
        #expect(again == Array(repeating: done.isEmpty ? "created" : "updated", count: 3))
    }

    @Test("a partial batch says which changes are done")
    func partial() async throws {
        let fixture = try TenantFixture(faults: [5: .partialBatch])
        #expect(
            try await fixture.process(.add("a"), .add("b"), .add("c")).map(\.word) == ["created", "created", "created"]
        )
        #expect(try await fixture.process(.add("d"), .add("e"), .add("f")).map(\.word) == ["created", "503", "503"])
        #expect(try await fixture.store.objects().map(\.anchor) == ["a", "b", "c", "d"])
    }

    /// reliability C2 and I5: what is sent again after a lost answer makes no difference.
    @Test("changes that come twice leave what they left once")
    func replay() async throws {
        let (once, twice) = (try TenantFixture(), try TenantFixture())
        let batches: [[TenantChange]] = [
            [
                .add("a", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test"]]),
                .add(
                    "b",
                    ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test", "smtp:b@x.test"]]
                ),
                TenantChange(.add, "g", ["member": ["CN={a}", "CN={b}"]], "group"),
            ],
            [.update("b", ["title": ["x"], "proxyAddresses": ["SMTP:ada@x.test"]]), .update("a", ["title": []])],
            [.delete("a"), .delete("g", "group")],
            [.add("a", ["userPrincipalName": ["ada@x.test"]]), TenantChange(.add, "g", [:], "group")],
        ]
        for batch in batches {
            #expect(try await once.tenant.process(batch).verdicts.allSatisfy { !$0.word.contains("-") })
            for _ in 0..<2 { _ = try await twice.tenant.process(batch) }
            #expect(try await once.store.objects() == twice.store.objects())
        }
    }
}
