# OpenStack Swift with its S3 API on loopback: an account, a container, an object and a proxy server and their cache in a folder of their own, as whoever
# runs this. Prints "READY folder port", then lives as long as its standard input is open; the kernel closes that with the test's
# process. "stop" and "start" on it let the store go away and come back; "freeze" and "thaw" stop it in between. Arguments: access key, secret key.
umask 077
{ /usr/bin/python3 -c 'import swift' && command -v memcached; } >/dev/null 2>&1 || { echo "no Swift: sudo apt-get install python3-swift memcached"; exit 1; }
dir=$(mktemp -d /tmp/intelliavatar-swift-XXXXXX) && cd "$dir" || exit 1
pids=
stop() { [ -z "$pids" ] || { kill -KILL $pids; wait $pids; } 2>/dev/null; pids=; }
trap 'stop; cd / && rm -rf "$dir"' EXIT
trap exit TERM INT HUP

# Five ports that are free now.
set -- "$1" "$2" $(/usr/bin/python3 -c '
import socket
taken = [socket.socket() for _ in range(5)]
for s in taken: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in taken))')

printf '[swift-hash]\nswift_hash_path_suffix = throw-away\n' >swift.conf
inner=127.0.0.3 # not where clients connect from, so that a server that comes back finds its port free
write() { # name port pipeline address
    cat >"$1.conf" <<CONF
[DEFAULT]
bind_ip = ${4:-$inner}
bind_port = $2
user = $(id -un)
swift_dir = $dir
devices = $dir
mount_check = false
fallocate_reserve = 0
disable_fallocate = true
workers = 0
[pipeline:main]
pipeline = $3 $1-server
[app:$1-server]
use = egg:swift#$1
allow_account_management = true
account_autocreate = true
recheck_account_existence = 0
recheck_container_existence = 0
CONF
}
mkdir disk
write account "$3" ""
write container "$4" ""
write object "$5" ""
write proxy "$6" "catch_errors listing_formats cache s3api tempauth slo" 127.0.0.1
cat >>proxy.conf <<CONF
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:cache]
use = egg:swift#memcache
memcache_servers = $inner:$7
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
[filter:tempauth]
use = egg:swift#tempauth
account_prefix = AUTH
user_${1%%:*}_${1##*:} = $2 .admin
[filter:slo]
use = egg:swift#slo
CONF
builder() { /usr/bin/python3 -c 'import sys; from swift.cli.ringbuilder import main; sys.argv[0] = "builder"; main()' "$@"; }
ring() { builder "$1.builder" create 4 1 0 && builder "$1.builder" add "r1z1-$inner:$2/disk" 1 && builder "$1.builder" rebalance; }
{ ring account "$3" && ring container "$4" && ring object "$5"; } >log 2>&1 || { tail -n 3 log; exit 1; }

# What Debian's swift-*-server do, but with a folder of our own: theirs read the secret of their hashes from /etc.
serve() {
    /usr/bin/python3 -c '
import sys
from swift.common import utils
utils.set_swift_dir(sys.argv[1])
from swift.common.wsgi import run_wsgi
from swift.obj.server import global_conf_callback
folder, server = sys.argv[1:]
more = {"global_conf_callback": global_conf_callback} if server == "object" else {}
sys.exit(run_wsgi(f"{folder}/{server}.conf", f"{server}-server", **more))
' "$dir" "$1" >>log 2>&1 </dev/null &
}
answer() { # addresses
    until /usr/bin/python3 -c "
import socket
for server in $1: socket.create_connection(server, 1)" 2>/dev/null; do
        for pid in $pids; do kill -0 "$pid" 2>/dev/null || return 1; done
        sleep 0.1
    done
}
start() {
    memcached -u "$(id -un)" -l $inner -p "$7" -m 16 >>log 2>&1 </dev/null & pids=$!
    for server in account container object; do
        serve "$server"
        pids="$pids $!"
    done
    answer "('$inner', $3), ('$inner', $4), ('$inner', $5)" || return 1

    # Before the others are there it would say that there is no such bucket.
    serve proxy
    pids="$pids $!"
    answer "('127.0.0.1', $6),"
}
start "$@" || { tail -n 3 log; exit 1; }
echo "READY $dir $6"
while read -r order; do
    case $order in
        stop) stop ;;
        start) start "$@" ;;
        freeze) kill -STOP $pids ;;
        thaw) kill -CONT $pids ;;
    esac
    echo "$order"
done
