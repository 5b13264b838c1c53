import Directory
import DirectorySchema
import SyncEngine
import SyncRules
import Testing

@testable import WizardTasks

@Suite("Values that are given for an attribute")
struct GivenValueTests {
    private static let octets = AttributeSyntax(attributeSyntax: "2.5.5.10", omSyntax: 4)
    private static let identifier = AttributeSyntax(attributeSyntax: "2.5.5.17", omSyntax: 4)
    private static let truth = AttributeSyntax(attributeSyntax: "2.5.5.8", omSyntax: 1)
    private static let time = AttributeSyntax(attributeSyntax: "2.5.5.11", omSyntax: 24)
    private static let shortTime = AttributeSyntax(attributeSyntax: "2.5.5.11", omSyntax: 23)
    private static let text = AttributeSyntax(attributeSyntax: "2.5.5.12", omSyntax: 64)

    private static let administrators: [UInt8] = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0]
    private static let guid: [UInt8] = [4, 3, 2, 1, 6, 5, 8, 7, 9, 10, 11, 12, 13, 14, 15, 16]

    @Test(
        "bytes are read as people write them",
        arguments: [
            ("objectSid", identifier, "S-1-5-32-544", administrators),
            ("objectSid", identifier, "s-1-5-32-544", administrators),
            ("sIDHistory", octets, "S-1-5-32-544", administrators),
            ("mS-DS-CreatorSID", identifier, "AQIAAAAAAAUgAAAAIAIAAA==", administrators),
            ("msExchMasterAccountSid", octets, "S-1-5-32-544", administrators),
            ("objectGUID", octets, "01020304-0506-0708-090a-0b0c0d0e0f10", guid),
            ("objectGUID", octets, "BAMCAQYFCAcJCgsMDQ4PEA==", guid),
            ("mS-DS-ConsistencyGuid", octets, "{01020304-0506-0708-090A-0B0C0D0E0F10}", guid),
            ("mS-DS-ConsistencyGuid", octets, "BAMCAQYFCAcJCgsMDQ4PEA==", guid),
            ("userCertificate", octets, "MAMCAQE=", [0x30, 3, 2, 1, 1]),
            ("userCertificate", octets, "0x3003020101", [0x30, 3, 2, 1, 1]),
        ] as [(AttributeName, AttributeSyntax, String, [UInt8])]
    )
    func bytes(_ name: AttributeName, _ syntax: AttributeSyntax, _ text: String, _ expected: [UInt8]) throws {
        #expect(try GivenValue(attribute: name, syntax: syntax).bytes(text) == expected)
    }

    @Test(
        "text is what a forest would send",
        arguments: [
            (text, "S-1-5-32-544", "S-1-5-32-544"), (nil, "Chair", "Chair"), (truth, "true", "TRUE"),
            (truth, "False", "FALSE"), (truth, "abc", "abc"),
            (time, "20260131120000.0Z", "20260131120000.0Z"), (time, "20260131120000Z", "20260131120000Z"),
            (time, "2026-01-31T12:00:00Z", "20260131120000.0Z"),
            (shortTime, "260131120000Z", "260131120000Z"), (shortTime, "2026-01-31T12:00:00Z", "260131120000Z"),
        ] as [(AttributeSyntax?, String, String)]
    )
    func texts(_ syntax: AttributeSyntax?, _ text: String, _ expected: String) throws {
        #expect(try GivenValue(attribute: "x", syntax: syntax).bytes(text) == Array(expected.utf8))
    }

    @Test(
        "what cannot be a value is refused",
        arguments: [
            ("objectSid", identifier, "S-1-5-x"), ("objectSid", identifier, "MAMCAQE="),
            ("objectSid", identifier, "01020304-0506-0708-090a-0b0c0d0e0f10"),
            ("objectGUID", octets, "01020304-0506-0708"), ("objectGUID", octets, "MAMCAQE="),
            ("mS-DS-ConsistencyGuid", octets, "01020304-0506-0708-090a"), ("userCertificate", octets, "not base64"),
            ("userCertificate", octets, "S-1-x"), ("whenCreated", time, "yesterday"),
            ("whenCreated", time, "20260231120000.0Z"), ("whenCreated", time, "2026013112.0Z"),
            ("whenCreated", time, "20260131120000"), ("whenCreated", time, ""),
        ] as [(AttributeName, AttributeSyntax, String)]
    )
    func refused(_ name: AttributeName, _ syntax: AttributeSyntax, _ text: String) {
        let error = #expect(throws: TaskError.self) { try GivenValue(attribute: name, syntax: syntax).bytes(text) }
        #expect(error?.code == .options && error?.description.hasPrefix("\(name) cannot be set to ") == true)
    }

    @Test("a security identifier that is set gets to the metaverse, and one that is none is refused")
    func previewed() async throws {
        let fixture = try WorkspaceFixture()
        _ = try await fixture.exported()
        func preview(_ text: String) async throws -> ObjectPreview {
            try await PreviewObject(in: try await fixture.open()).run(
                "Ada Andersson",
                set: [.init(attribute: "objectSid", values: [text])]
            )
        }
        let answer = try await preview("S-1-5-21-1-2-3-4")
        #expect(answer.errors.isEmpty, "\(answer.errors)")
        #expect(answer.imported.map(\.added) == [["S-1-5-21-1-2-3-4"]], "\(answer.imported)")
        let known = try #require(answer.metaverse.first { $0.values.attribute == "objectSidString" }, "\(answer)")
        #expect(known.values.added == ["S-1-5-21-1-2-3-4"])
        let error = await #expect(throws: TaskError.self) { try await preview("S-1-5-x") }
        #expect(error?.code == .options)
    }
}
