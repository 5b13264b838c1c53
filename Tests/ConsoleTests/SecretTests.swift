import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Secrets and addresses of the console")
struct SecretTests {
    @Test("a secret holds all of its bytes and matches itself alone")
    func secret() {
        let zero = Secret { [UInt8](repeating: 0, count: $0) }
        #expect(zero.text == String(repeating: "A", count: 43))
        let counting = Secret { count in (0..<count).map { UInt8($0) } }
        // The first bytes of RFC 4648's base64url of 00 01 02 …
        #expect(counting.text.hasPrefix("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"))
        #expect(counting.text.count == 43 && "\(counting)" == "(secret)")
        #expect(counting.matches(counting.text) && !counting.matches(zero.text))
        #expect(!counting.matches("") && !counting.matches(counting.text + "A"))
    }

    @Test("an address stays inside of the console, whatever its parts are")
    func addresses() {
        #expect(ConsolePath().description == "/")
        #expect(ConsolePath("rules", "a/b").description == "/rules/a%2Fb")
        #expect(ConsolePath("objects", "..", "javascript:x").description == "/objects/-/javascript%3Ax")
        #expect(ConsolePath("", query: [("q", "a&b=\"<"), ("none", nil)]).description == "/?q=a%26b%3D%22%3C")
    }

    @Test("form fields are read as they were written")
    func fields() throws {
        let fields = try #require(FormFields("a=+x%20y+&b&c=%C3%A4&a=2&n=12", most: 5))
        #expect(fields["a"] == "x y" && fields.all("a") == [" x y ", "2"])
        #expect(fields["b"] == nil && fields["c"] == "ä" && fields.number("n") == 12)
        #expect(fields["zz"] == nil && fields.number("a") == nil)
        #expect(FormFields("a=1&b=2", most: 1) == nil)
        #expect(FormFields("a=%C3", most: 1) == nil && FormFields("a=%4", most: 1) == nil)
    }

    @Test("the oldest form is forgotten where there are too many")
    func forms() async throws {
        var limits = ConsoleLimits()
        limits.forms = 2
        limits.sessions = 1
        let counter = Locked(UInt8(0))
        let book = SessionBook(limits: limits, now: { 0 }) { count in
            let byte = counter.withLock { number in
                number += 1
                return number
            }
            return [UInt8](repeating: byte, count: count)
        }
        let cookie = try #require(await book.enter(await book.newLink().text))
        guard case .open(let name) = await book.standing(cookie.text) else {
            Issue.record("no session")
            return
        }
        let forms = [await book.newForm(for: name), await book.newForm(for: name), await book.newForm(for: name)]
        #expect(await book.spend(forms[0].text, of: name) == .unknown)
        #expect(await book.spend(forms[1].text, of: name) == .fresh)
        #expect(await book.spend(forms[1].text, of: name) == .spent)
        // Another session makes this one go.
        _ = await book.enter(await book.newLink().text)
        if case .open = await book.standing(cookie.text) { Issue.record("the older session is still open") }
        #expect(await book.spend(forms[2].text, of: name) == .unknown)
    }

    @Test("the kernel's table tells whose connection it is")
    func peers() throws {
        let folder = try TemporaryFolder()
        let line = { (peer: String, uid: Int, inode: Int) in
            "   0: 0100007F:\(peer) 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  \(uid)        0 \(inode) 1\n"
        }
        // More than one page of memory, as the kernel hands it out.
        let others = (0..<200).map { line(String(0x8000 + $0, radix: 16, uppercase: true), 1001, 7) }.joined()
        let text = "  sl  local_address\n" + others + line("C001", 1000, 7) + line("C002", 1001, 7) + line("C003", 0, 7)
        let table = try folder.write(text + line("C005", 0, 0), to: "tcp")
        let peers = PeerAccount(table: table.path(percentEncoded: false), own: 1000)
        #expect(!peers.isForeign(from: 0xC001, to: 8080))
        #expect(peers.isForeign(from: 0xC002, to: 8080))
        #expect(!peers.isForeign(from: 0xC003, to: 8080), "root may do everything anyway")
        #expect(peers.isForeign(from: 0xC004, to: 8080), "there is no such connection")
        #expect(peers.isForeign(from: 0xC005, to: 8080), "it was closed, and nobody can read the answer")
        #expect(peers.isForeign(from: 0xC001, to: 8081))
        let none = PeerAccount(table: folder.file("none").path(percentEncoded: false), own: 1000)
        #expect(!none.isForeign(from: 0xC002, to: 8080), "without a table the cookie alone decides")
    }
}
