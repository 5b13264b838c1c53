import CloudTenant
import Directory
import Foundation
import Lab
import TestSupport

@testable import WizardTasks

extension WorkspaceFixture {
    /// A workspace whose forests have units, whose configuration has comments at every turn, and whose tenant has domains.
    func furnished() async throws -> Workspace {
        for name in ["contoso.test", "fabrikam.test"] {
            let path = try write(name, [.device], as: name + ".ldif")
            let base = name.split(separator: ".").map { "DC=\($0)" }.joined(separator: ",")
            try append(Self.units(below: base, count: name == "contoso.test" ? 5 : 1), to: name + ".ldif")
            _ = try await AddForest(in: try await open()).run(name: name, source: .file(path))
        }
        // One that no forest is read from yet.
        _ = try write("third.test", [], as: "third.ldif")
        let yaml = workspaceFolder.configuration
        let text = try String(contentsOfFile: yaml, encoding: .utf8)
            .replacing("staging: true", with: "staging: true # until Monday")
            .replacing("  - name: fabrikam.test\n", with: "  # bought in spring\n  - name: fabrikam.test # theirs\n")
        let group = "    groupFilter: \"CN=Pilot,OU=Leavers,DC=fabrikam,DC=test\"\n# the end\n"
        try (text.hasSuffix("\n") ? text + group : text + "\n" + group).write(
            toFile: yaml,
            atomically: true,
            encoding: .utf8
        )
        let workspace = try await open()
        let task = RefreshSchema(in: workspace)
        try await task.apply(try await task.prepare { _ in })
        let tenant = ConfigureTenant(in: workspace)
        for domain in ["contoso.com", "fabrikam.com"] { try await tenant.add(domain: domain) }
        _ = try await tenant.verify(domain: "contoso.com")
        return workspace
    }

    /// An organizational unit with people in it, and a group of one of them.
    static func units(below base: String, count: Int) -> [LDIFRecord] {
        func record(_ dn: String, _ number: UInt8, _ values: KeyValuePairs<AttributeName, String>) -> LDIFRecord {
            let texts = values.map { LDIFRecord.Value(name: $0.key, bytes: Array($0.value.utf8)) }
            let guid = LDIFRecord.Value(name: "objectGUID", bytes: Array(repeating: number, count: 16))
            return LDIFRecord(dn: dn, values: texts + [guid])
        }
        let unit = "OU=Leavers,\(base)"
        let head = [
            record(unit, 0xA0, ["objectClass": "top", "objectClass": "organizationalUnit", "ou": "Leavers"]),
            record(
                "CN=Pilot,\(unit)",
                0xA1,
                [
                    "objectClass": "top", "objectClass": "group", "cn": "Pilot", "sAMAccountName": "pilot",
                    "member": "CN=leaver1,\(unit)",
                ]
            ),
        ]
        return head
            + (1...count).map { number in
                record(
                    "CN=leaver\(number),\(unit)",
                    0xB0 + UInt8(number),
                    [
                        "objectClass": "top", "objectClass": "person", "objectClass": "organizationalPerson",
                        "objectClass": "user", "cn": "leaver\(number)", "sAMAccountName": "leaver\(number)",
                        "userPrincipalName": "leaver\(number)@contoso.com", "userAccountControl": "512",
                    ]
                )
            }
    }

    /// Adds records to a forest's file.
    func append(_ records: [LDIFRecord], to file: String) throws {
        let text = try String(contentsOf: folder.file(file), encoding: .utf8)
        _ = try folder.write(text + "\n" + LDIFWriter.write(records, hasVersion: false), to: file)
    }
}
