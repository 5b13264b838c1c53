import Foundation
import Lab
import TestSupport
import Testing

@Suite("A directory is only read", .forest(.slapd))
struct OnlyReadsTests {
    @Test("over the whole story nothing but sign-in, search, who am I and the end is sent")
    func story() throws {
        let test = try TestForest.current
        let (forest, proxy) = (test.forest, test.proxy)
        let workspace = try WorkspaceOnDisk()
        let dryad = workspace.dryad
        let added = try dryad.run(
            "forest",
            "add",
            "f",
            "--url",
            proxy.url,
            "--insecure-plaintext",
            "--bind-dn",
            forest.bindName,
            "--password-file",
            forest.passwordFile
        )
        #expect(added.code == 0, "\(added.errors)")
        for line in [
            "forest test f", "schema refresh --yes", "sync run", "staging off --yes", "sync run", "schema refresh",
        ] {
            let outcome = try dryad.run(line.split(separator: " ").map(String.init))
            #expect(outcome.code == 0, "\(line): \(outcome.errors)")
        }
        let operations = proxy.requests.map(\.operation)
        #expect(Set(operations).isSubset(of: [.bind, .search, .extended, .abandon, .unbind]), "\(operations)")
        #expect(operations.count(where: { $0 == .search }) > 5)
        #expect(operations.count(where: { $0 == .bind }) == operations.count(where: { $0 == .unbind }))
    }
}
