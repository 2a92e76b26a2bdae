"""Comprueba la bitácora pública de una ciudad sin confiar en ella. Solo necesita Python 3.9 o posterior.

    python verificar.py entradas.ndjson cabeza-guardada.txt [otra-cabeza.txt ...] --clave CLAVE

«entradas.ndjson» es la bitácora tal como se descarga hoy. Una cabeza guardada es un texto corto y firmado que dice
cuántas entradas había un día y qué resumen (raíz) tenían. CLAVE es la de quien firma, tal como se publicó ese día.

Qué prueba: si alguien cambió, borró, insertó o reordenó una sola entrada anterior a la cabeza que guardaste, la raíz
que este programa calcula ya no es la que firmaron entonces. Qué no prueba: que lo que se anotó sea verdad.

Está escrito para leerse en diez minutos. No lo creas: léelo.
"""

import base64
import hashlib
import json
import sys
from typing import Optional

# 1. De cada entrada se calcula un resumen -------------------------------------------------------------------------


def canonical(value: object) -> bytes:
    """Un valor JSON escrito de una sola manera (RFC 8785): claves en orden, sin espacios. Aquí no hay decimales."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf(entry: dict) -> bytes:
    """El resumen de una entrada; antes comprueba que lo que la entrada cuenta es lo que se selló."""
    if entry["payload"] is not None:  # vacío: una persona pidió que se borrara, y el acto consta igual
        salt = bytes.fromhex(entry.get("salt", ""))
        if hashlib.sha256(salt + canonical(entry["payload"])).hexdigest() != entry["digest"]:
            raise SystemExit(f"MAL: lo que cuenta la entrada {entry['index']} no es lo que se selló.")
    elif not entry.get("erasable"):
        raise SystemExit(f"MAL: la entrada {entry['index']} no cuenta nada, y no podía borrarse.")
    sealed = {name: entry[name] for name in ("at", "digest", "kind", "role", "subject")}
    sealed.update({name: True for name in ("erasable", "fictitious") if entry.get(name)})
    return hashlib.sha256(b"\x00" + canonical(sealed)).digest()


# 2. Los resúmenes se juntan de dos en dos, hasta que queda uno: la raíz (RFC 9162) ---------------------------------


def root_of(stack: list) -> bytes:
    """La raíz de los tramos que quedan, del más corto al más largo."""
    if not stack:
        return hashlib.sha256(b"").digest()
    root = stack[-1][1]
    for _size, left in reversed(stack[:-1]):
        root = hashlib.sha256(b"\x01" + left + root).digest()
    return root


def add(stack: list, made: bytes) -> None:
    """Añade el resumen de una entrada; dos tramos del mismo largo se juntan en uno."""
    stack.append((1, made))
    while len(stack) > 1 and stack[-2][0] == stack[-1][0]:
        (size, left), (_, right) = stack[-2:]
        stack[-2:] = [(2 * size, hashlib.sha256(b"\x01" + left + right).digest())]


# 3. La firma de cada cabeza (Ed25519, RFC 8032) --------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def plus(one: tuple, other: tuple) -> tuple:
    """La suma de dos puntos de la curva, en coordenadas extendidas."""
    a = (one[1] - one[0]) * (other[1] - other[0])
    b = (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * D, 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number: int, point: tuple) -> tuple:
    """Un punto sumado consigo mismo tantas veces."""
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = plus(found, point)
        point, number = plus(point, point), number >> 1
    return found


def point(written: bytes) -> Optional[tuple]:
    """El punto que dicen 32 octetos, o nada si no dicen ninguno."""
    y = int.from_bytes(written, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE: tuple = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or ()


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Si la firma del mensaje es de esa clave."""
    public, half, number = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or public is None or half is None or number >= L:
        return False
    mixed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(number, BASE), plus(half, times(mixed, public))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def read_head(file: str, key: str) -> tuple:
    """Cuántas entradas y qué raíz firmó una cabeza guardada."""
    with open(file, encoding="utf-8") as handle:
        text, _, signatures = handle.read().replace("\r\n", "\n").rpartition("\n\n")
    name, hashed, coded = key.split("+", 2)
    for line in signatures.splitlines():
        raw = base64.b64decode(line.rpartition(" ")[2])
        ours = line.startswith("\u2014 " + name + " ") and raw[:4].hex() == hashed
        if ours and signed(base64.b64decode(coded)[1:], (text + "\n").encode(), raw[4:]):
            _origin, size, root, time = text.splitlines()
            return int(size), base64.b64decode(root), time
    raise SystemExit(f"MAL: {file} no lleva una firma buena de esa clave.")


# 4. Se recorre la bitácora y se compara ----------------------------------------------------------------------------


def main(arguments: list) -> None:
    """Compara las entradas con cada cabeza guardada."""
    if "--clave" not in arguments or len(arguments) < 4:
        raise SystemExit(__doc__)
    place = arguments.index("--clave")
    key, (entries, *files) = arguments[place + 1], arguments[:place] + arguments[place + 2 :]
    heads = [(*read_head(file, key), file) for file in files]
    stack: list = []
    size = 0
    roots = {0: root_of(stack)}
    wanted = {head[0] for head in heads}
    with open(entries, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["index"] != size:
                raise SystemExit(f"MAL: falta la entrada {size}.")
            add(stack, leaf(entry))
            size += 1
            if size in wanted:
                roots[size] = root_of(stack)
    for signed_size, root, time, file in heads:
        if signed_size > size:
            raise SystemExit(f"MAL: el {time} había {signed_size} entradas y hoy hay {size}.")
        if roots[signed_size] != root:
            raise SystemExit(f"MAL: las primeras {signed_size} entradas no son las que se firmaron el {time} ({file}).")
        print(f"Bien: las primeras {signed_size} entradas son las que se firmaron el {time}.")
    print(f"{size} entradas en total.")


if __name__ == "__main__":
    main(sys.argv[1:])
